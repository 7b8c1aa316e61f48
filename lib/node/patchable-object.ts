import { isDeepStrictEqual } from 'util';
import { ApiObject, ApiObjectProps, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { shown } from '../cluster/finding';
import { noteChange } from './changes';
import { JsonOperation, matches, operationOf, valueAt } from './json-pointer';
import { mergeStrategically } from './strategic-merge';

type Step = { readonly json: JsonPatch } | { readonly merge: unknown };

/**
 * An object of the stream whose patches apply to the document as it is written, and which says so when one of them matches nothing.
 *
 * `ApiObject` of cdk8s ignores a `remove` or `replace` of a path that does not exist; here synth fails with the path.
 */
export class PatchableObject extends ApiObject {
  private readonly steps: Step[] = [];

  /**
   * @param scope where it is placed; must be within a chart
   * @param id the construct id
   * @param props the object
   */
  constructor(scope: Construct, id: string, props: ApiObjectProps) {
    super(scope, id, props);
    noteChange();
  }

  /**
   * Applies RFC 6902 operations to the final document, in the order in which patches were added.
   *
   * @param ops the operations; `remove`, `replace`, `test`, `move` and `copy` must find their path, `add` its parent
   */
  public override addJsonPatch(...ops: JsonPatch[]): void {
    this.add(...ops.map((json) => ({ json })));
  }

  /**
   * Merges a partial document into the final one, by the rules that `kubectl patch --type strategic` has for pods: containers, volumes and
   * environment variables by `name`, mounts by `mountPath`, ports by `containerPort`; other lists and values are replaced; `null` removes.
   *
   * @param value the partial document
   */
  public addStrategicMerge(value: any): void {
    this.add({ merge: value });
  }

  /**
   * Whether anything was changed after construction.
   *
   * @internal
   */
  public _patched(): boolean {
    return this.steps.length > 0;
  }

  /** The final document. */
  public override toJson(): any {
    return this._finish(this.steps.reduce((document, step) => applyStep(document, step), super.toJson()));
  }

  /**
   * What is added after the patches of the user; nothing by default.
   *
   * @internal
   */
  protected _finish(document: any): any {
    return document;
  }

  private add(...steps: Step[]): void {
    // Not before there is a patch: cdk8s asks every validation once for each chart of the app.
    if (this.steps.length === 0) this.node.addValidation({ validate: () => this.misses() });
    this.steps.push(...steps);
    noteChange();
  }

  private misses(): string[] {
    try {
      let document = super.toJson();
      for (const [index, step] of this.steps.entries()) {
        const miss = missOf(document, step);
        if (miss) return [`patch ${index + 1} of ${this.kind}/${this.name} matches nothing: ${miss}`];
        document = applyStep(document, step);
      }
      return [];
    } catch (error) {
      return [`a patch of ${this.kind}/${this.name} cannot be applied: ${error instanceof Error ? error.message : String(error)}`];
    }
  }
}

function applyStep(document: any, step: Step): any {
  return 'json' in step ? JsonPatch.apply(document, step.json) : mergeStrategically(document, step.merge);
}

function missOf(document: unknown, step: Step): string | undefined {
  if ('merge' in step) {
    return typeof step.merge === 'object' && step.merge !== null && Object.keys(step.merge).length > 0
      ? undefined
      : 'an empty strategic merge changes nothing; remove it';
  }
  const operation: JsonOperation = operationOf(step.json);
  const source = operation.op === 'add' ? undefined : (operation.from ?? operation.path);
  if (source !== undefined && !matches(document, source)) return `${operation.op} ${source}: there is no such path; see the rendered YAML for what exists`;
  if (operation.op === 'test' && !isDeepStrictEqual(valueAt(document, operation.path), operation.value)) {
    return `test ${operation.path}: got ${shown(valueAt(document, operation.path))}; expected ${shown(operation.value)}`;
  }
  return ['add', 'copy', 'move'].includes(operation.op) ? noPlace(document, operation) : undefined;
}

/** Why a value cannot be put at the path of the operation. */
function noPlace(document: unknown, { op, path }: JsonOperation): string | undefined {
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const found = valueAt(document, parent);
  if (typeof found !== 'object' || found === null) return `${op} ${path}: ${parent || '/'} does not exist; add the parent first`;
  const key = path.slice(parent.length + 1);
  if (!Array.isArray(found) || key === '-' || (/^(0|[1-9]\d*)$/.test(key) && Number(key) <= found.length)) return undefined;
  return `${op} ${path}: the list has ${found.length} entries; use - to append`;
}
