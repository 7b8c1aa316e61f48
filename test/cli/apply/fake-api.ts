import { ProgramAnswer } from '../../../cli/kubectl/run-program';

/** One call of kubectl. */
export interface Call {
  readonly args: string[];
  readonly input: string;
}

/** A cluster behind kubectl: ready at once unless told otherwise, and it keeps what it is told. */
export class FakeApi {
  public readonly calls: Call[] = [];
  /** By server, how often it still says that it is not ready: refused connections and a failed check in turn. */
  public readonly unready: Record<string, number> = {};
  public nodes: { metadata: { name: string; labels: Record<string, string> }; spec: { taints?: any[] } }[] = [];
  /** What it says to every `apply`, where it refuses. */
  public refusal?: string;

  /** What it says to a command, or a command and its object, that it refuses. */
  public readonly refuses: Record<string, string> = {};

  private readonly dead = new Set<string>();
  private deadly?: string;
  private readonly objects = new Map<string, any>();
  private version = 0;

  /** Nodes without any label. */
  public register(...names: string[]): void {
    this.nodes.push(...names.map((name) => ({ metadata: { name, labels: {} }, spec: {} })));
  }

  /** The server that is given a command of this name for the first time is gone from then on. */
  public diesBefore(command: string): void {
    this.deadly = command;
  }

  /** In the place of `runProgram`. */
  public run = async (_program: string, args: string[], input: string): Promise<ProgramAnswer> => {
    if (args[0] === 'version') return said(JSON.stringify({ clientVersion: { gitVersion: 'v1.36.3' } }));
    this.calls.push({ args, input });
    const option = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
    const words = args.filter((arg) => !arg.startsWith('--'));
    if (words[0] === this.deadly && option('raw') === undefined) {
      this.dead.add(option('server')!);
      this.deadly = undefined;
    }
    if (this.dead.has(option('server')!)) return failed('The connection to the server was refused');
    if (option('raw') === '/readyz') return this.readyz(option('server')!);
    const refusal = this.refuses[words.slice(0, 2).join(' ')];
    if (refusal !== undefined) return failed(refusal);
    if (words[0] === 'get' && words[1] === 'nodes') return said(JSON.stringify({ items: this.nodes }));
    if (words[0] === 'get') return said(JSON.stringify({ items: [...this.objects.values()] }));
    if (words[0] === 'apply') return this.apply(JSON.parse(input).items);
    return this.set(words[0]!, words[2]!, words.slice(3));
  };

  private readyz(server: string): ProgramAnswer {
    const left = (this.unready[server] ?? 0) - 1;
    this.unready[server] = left;
    if (left < 0) return said('ok');
    return failed(
      left % 2 === 0
        ? 'The connection to the server 10.0.0.11:6443 was refused - did you specify the right host or port?'
        : 'Error from server (InternalError): [+]ping ok [-]etcd failed: reason withheld',
    );
  }

  private apply(items: any[]): ProgramAnswer {
    if (this.refusal) return failed(this.refusal);
    for (const item of items) {
      const key = `${item.kind}/${item.metadata.name}`;
      const same = JSON.stringify(this.objects.get(key)?.given) === JSON.stringify(item);
      const resourceVersion = same ? this.objects.get(key).metadata.resourceVersion : String(++this.version);
      this.objects.set(key, { ...item, given: item, metadata: { ...item.metadata, resourceVersion } });
    }
    return said(JSON.stringify({ items: [...this.objects.values()] }));
  }

  private set(what: string, name: string, values: string[]): ProgramAnswer {
    const node = this.nodes.find(({ metadata }) => metadata.name === name)!;
    for (const value of values) {
      const [pair, effect] = value.split(':') as [string, string];
      const [key, text = ''] = pair.split('=') as [string, string];
      if (what === 'label') node.metadata.labels[key] = text;
      else node.spec.taints = [...(node.spec.taints ?? []), { key, effect, ...(text ? { value: text } : {}) }];
    }
    return said('');
  }
}

function said(stdout: string): ProgramAnswer {
  return { status: 0, stdout, stderr: '' };
}

function failed(stderr: string): ProgramAnswer {
  return { status: 1, stdout: '', stderr };
}
