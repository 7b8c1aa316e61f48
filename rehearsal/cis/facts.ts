/** A component that runs on a host, in the host's own network. */
export interface RunningProcess {
  /** Name of its program, as in `kube-apiserver`. */
  readonly component: string;
  /** Its command line, the program first; what etcd takes from its environment is in it as flags. */
  readonly argv: string[];
}

/** A file or folder of a host as it is. */
export interface SeenFile {
  /** Absolute. */
  readonly path: string;
  /** Four octal digits. */
  readonly mode: string;
  /** Name, or number where the host knows no name. */
  readonly owner: string;
  /** Name, or number where the host knows no name. */
  readonly group: string;
  readonly folder: boolean;
}

/** What was found on one host. */
export interface HostFacts {
  readonly host: string;
  readonly processes: RunningProcess[];
  /** By path. */
  readonly files: ReadonlyMap<string, SeenFile>;
  /** Texts that decide something, by path. */
  readonly contents: ReadonlyMap<string, string>;
  /** The files that systemd reads for kubelet.service. */
  readonly units: string[];
}

/** The last line: without it the output was cut. */
const END = 'end';

/**
 * Reads what the collecting script printed.
 *
 * @param host its name
 * @param printed lines of fields that are separated by tabs
 * @throws Error when the output is not whole; what it says is not in the message
 */
export function readFacts(host: string, printed: string): HostFacts {
  const lines = printed.split('\n').filter((line) => line !== '');
  if (lines.at(-1) !== END) throw new Error(`${host}: what the checks look at was not read to its end: got ${lines.length} lines and no last one`);
  const rows = (kind: string) => lines.map((line) => line.split('\t')).flatMap(([first, ...fields]) => (first === kind ? [fields] : []));
  return {
    host,
    processes: rows('process').map(processOf),
    files: new Map(
      rows('file')
        .map((fields) => fileOf(fields))
        .map((file) => [file.path, file]),
    ),
    contents: new Map(rows('content').map(([path = '', text = '']) => [path, decoded(text)])),
    units: rows('unit').map(([path = '']) => path),
  };
}

function processOf([component = '', line = '', variables = '']: string[]): RunningProcess {
  const [program = component, ...words] = ended(decoded(line));
  return { component, argv: [program, ...ended(decoded(variables)).map(flagOf), ...words] };
}

/** etcd takes every flag from its environment too; one on the command line comes later, and counts. */
function flagOf(variable: string): string {
  const [, name = '', value = ''] = /^ETCD_([^=]*)=([^]*)$/.exec(variable) ?? [];
  return `--${name.toLowerCase().replace(/_/g, '-')}=${value}`;
}

function fileOf([mode = '', owner = '', group = '', type = '', ...path]: string[]): SeenFile {
  return { path: path.join('\t').replace(/^\.\//, '/'), mode: mode.padStart(4, '0'), owner, group, folder: type === 'd' };
}

function ended(words: string): string[] {
  return words.split('\0').slice(0, -1);
}

function decoded(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}
