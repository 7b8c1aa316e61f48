import * as path from 'path';
import * as ts from 'typescript';

const ROOT = path.join(__dirname, '../..');

/** Whatever a user of HaCluster can write: `Struct.field`, `Class.factory(parameter)` and `Class.constructor(parameter)`. */
export function publicInputs(): string[] {
  const program = ts.createProgram([path.join(ROOT, 'lib/index.ts')], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    strict: true,
    skipLibCheck: true,
    types: ['node'],
  });
  const checker = program.getTypeChecker();
  const entry = program.getSourceFile(path.join(ROOT, 'lib/index.ts'));
  const exported = checker
    .getExportsOfModule(checker.getSymbolAtLocation(entry as ts.SourceFile) as ts.Symbol)
    .map((symbol) => resolved(checker, symbol));
  const reader = new Reader(checker, exported);
  for (const symbol of exported) {
    const declaration = symbol.declarations?.[0];
    if (declaration && ts.isClassDeclaration(declaration)) reader.readClass(symbol, declaration);
    if (declaration && ts.isFunctionDeclaration(declaration)) reader.readParameters(symbol.name, declaration.parameters);
  }
  return [...reader.inputs].sort();
}

function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

class Reader {
  public readonly inputs = new Set<string>();
  private readonly seen = new Set<ts.Symbol>();

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly exported: ts.Symbol[],
  ) {}

  /** Static factories of values, and the constructor of HaCluster. Other constructs are pieces, which have tests of their own. */
  public readClass(symbol: ts.Symbol, declaration: ts.ClassDeclaration): void {
    const isConstruct = declaration.members.some((member) => ts.isConstructorDeclaration(member) && member.parameters[0]?.name.getText() === 'scope');
    if (isConstruct && symbol.name !== 'HaCluster') return;
    for (const member of declaration.members) {
      const flags = ts.getCombinedModifierFlags(member as ts.Declaration);
      if (ts.isConstructorDeclaration(member) && isConstruct) this.readParameters(`${symbol.name}.constructor`, member.parameters);
      if (!ts.isMethodDeclaration(member) || flags & ts.ModifierFlags.Private || member.name.getText().startsWith('_')) continue;
      const name = `${symbol.name}.${member.name.getText()}`;
      if (member.parameters.length === 0 && flags & ts.ModifierFlags.Static) this.inputs.add(name);
      this.readParameters(name, member.parameters);
    }
  }

  public readParameters(name: string, parameters: ts.NodeArray<ts.ParameterDeclaration>): void {
    for (const parameter of parameters) {
      this.inputs.add(`${name}(${parameter.name.getText()})`);
      this.readType(this.checker.getTypeAtLocation(parameter));
    }
  }

  private readType(type: ts.Type): void {
    if (type.isUnion()) type.types.forEach((part) => this.readType(part));
    const item = this.checker.isArrayType(type) ? this.checker.getTypeArguments(type as ts.TypeReference)[0] : undefined;
    if (item) this.readType(item);
    const symbol = type.getSymbol();
    const declaration = symbol?.declarations?.[0];
    if (!symbol || !declaration || !ts.isInterfaceDeclaration(declaration) || !this.exported.includes(symbol) || this.seen.has(symbol)) return;
    this.seen.add(symbol);
    for (const field of this.checker.getPropertiesOfType(type)) {
      const owner = (field.declarations?.[0]?.parent as ts.InterfaceDeclaration | undefined)?.name.text ?? symbol.name;
      this.inputs.add(`${owner}.${field.name}`);
      this.readType(this.checker.getTypeOfSymbolAtLocation(field, declaration));
    }
  }
}
