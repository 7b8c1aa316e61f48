import { keepalivedMillis } from './durations';
import { KeepalivedNode, keepalivedBlocks } from './keepalived-blocks';
import { Unreadable } from './reading';

/** A `vrrp_script`. Where a field has a default, it is keepalived's own (keepalived.conf(5)). */
export interface VrrpScript {
  readonly name: string;
  readonly line: number;
  /** The command line. */
  readonly command: string;
  /** Default 1 s. */
  readonly intervalMs: number;
  /** Default: the interval. */
  readonly timeoutMs: number;
  /** Default 0: a failure puts the instance into FAULT. */
  readonly weight: number;
  /** Default 1. */
  readonly fall: number;
  /** Default 1. */
  readonly rise: number;
  /** Counts as failed until it succeeded. */
  readonly initFail: boolean;
}

/** A script as one instance tracks it. */
export interface TrackedScript {
  readonly name: string;
  readonly line: number;
  /** Of this instance, otherwise the script's own. */
  readonly weight: number;
}

/** One address that an instance moves. */
export interface VirtualAddress {
  readonly address: string;
  /** Default 32 for IPv4 and 128 for IPv6. */
  readonly prefix: number;
  /** Default: the interface of the instance. */
  readonly device: string;
}

/** A `vrrp_instance`. Where a field has a default, it is keepalived's own. */
export interface VrrpInstance {
  readonly name: string;
  readonly line: number;
  /** Default: the global `vrrp_version`, 2 without one; IPv6 instances are always 3. */
  readonly version: number;
  /** Default BACKUP. */
  readonly state: string;
  readonly interface: string;
  /** Undefined where it is missing, which keepalived refuses. */
  readonly routerId?: number;
  /** Default 100. */
  readonly priority: number;
  /** Default 1 s. */
  readonly advertMs: number;
  /** Silent advertisement intervals after which the holder counts as dead. Default 3. */
  readonly downTimerAdverts: number;
  readonly nopreempt: boolean;
  /** Default 0. */
  readonly preemptDelayMs: number;
  readonly unicastSource?: string;
  readonly unicastPeers: string[];
  readonly addresses: VirtualAddress[];
  readonly scripts: TrackedScript[];
}

/** A configuration of keepalived as far as VRRP depends on it. */
export interface KeepalivedFile {
  readonly scripts: VrrpScript[];
  readonly instances: VrrpInstance[];
  /** Lines of `global_defs`. */
  readonly global: KeepalivedNode[];
  readonly unreadable: Unreadable[];
}

/** VRRP's default version in keepalived (keepalived.conf(5), `vrrp_version`). */
const VERSION = 2;

/** Reads a configuration. Never throws: what cannot be read is listed, and the rest is read. */
export function readKeepalived(content: string): KeepalivedFile {
  const unreadable: Unreadable[] = [];
  const top = keepalivedBlocks(content, unreadable);
  const global = top.filter((node) => node.words[0] === 'global_defs').flatMap((node) => node.block ?? []);
  const version = new Fields({ line: 0, words: [], block: global }, unreadable).number('vrrp_version', VERSION);
  const scripts = top.filter((node) => node.words[0] === 'vrrp_script').map((node) => scriptOf(node, unreadable));
  const instances = top.filter((node) => node.words[0] === 'vrrp_instance').map((node) => instanceOf(node, version, scripts, unreadable));
  return { scripts, instances, global, unreadable };
}

function scriptOf(node: KeepalivedNode, unreadable: Unreadable[]): VrrpScript {
  const fields = new Fields(node, unreadable);
  const intervalMs = fields.seconds('interval', 1000);
  return {
    name: node.words[1] ?? '',
    line: node.line,
    command: fields.words('script').join(' '),
    intervalMs,
    timeoutMs: fields.seconds('timeout', intervalMs),
    weight: fields.number('weight', 0),
    fall: fields.number('fall', 1),
    rise: fields.number('rise', 1),
    initFail: fields.has('init_fail'),
  };
}

function instanceOf(node: KeepalivedNode, version: number, scripts: VrrpScript[], unreadable: Unreadable[]): VrrpInstance {
  const fields = new Fields(node, unreadable);
  const device = fields.words('interface')[0] ?? '';
  const addresses = fields.entries('virtual_ipaddress').map((entry) => addressOf(entry, device));
  const routerId = fields.number('virtual_router_id', -1);
  const unicastSource = fields.words('unicast_src_ip')[0];
  return {
    name: node.words[1] ?? '',
    line: node.line,
    version: addresses.some(({ address }) => address.includes(':')) ? 3 : fields.number('version', version),
    state: fields.words('state')[0] ?? 'BACKUP',
    interface: device,
    ...(routerId < 0 ? {} : { routerId }),
    priority: fields.number('priority', 100),
    advertMs: fields.millis('advert_int', 1000),
    downTimerAdverts: fields.number('down_timer_adverts', 3),
    nopreempt: fields.has('nopreempt'),
    preemptDelayMs: fields.millis('preempt_delay', 0),
    ...(unicastSource === undefined ? {} : { unicastSource }),
    unicastPeers: fields.entries('unicast_peer').map((entry) => entry.words[0] ?? ''),
    addresses,
    scripts: fields.entries('track_script').map(({ line, words }) => {
      const name = words[0] ?? '';
      const own = words.includes('weight') ? Number(words[words.indexOf('weight') + 1]) : Number.NaN;
      return { name, line, weight: Number.isInteger(own) ? own : (scripts.find((script) => script.name === name)?.weight ?? 0) };
    }),
  };
}

function addressOf({ words }: KeepalivedNode, device: string): VirtualAddress {
  const [address = '', bits = ''] = (words[0] ?? '').split('/');
  const prefix = /^\d{1,3}$/.test(bits) ? Number(bits) : address.includes(':') ? 128 : 32;
  return { address, prefix, device: words.includes('dev') ? (words[words.indexOf('dev') + 1] ?? device) : device };
}

/** The lines of one block by their first word; where one is repeated, the last counts. */
class Fields {
  constructor(
    private readonly node: KeepalivedNode,
    private readonly unreadable: Unreadable[],
  ) {}

  public has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  public words(name: string): string[] {
    return this.find(name)?.words.slice(1) ?? [];
  }

  public entries(name: string): KeepalivedNode[] {
    return (this.node.block ?? []).filter((line) => line.words[0] === name).flatMap((line) => line.block ?? []);
  }

  public number(name: string, otherwise: number): number {
    return this.read(name, otherwise, (given) => (/^-?\d{1,9}$/.test(given) ? Number(given) : undefined), 'a whole number');
  }

  public millis(name: string, otherwise: number): number {
    return this.read(name, otherwise, keepalivedMillis, 'a number of seconds');
  }

  /** Times of scripts: keepalived ignores fractions and takes its default (tried on 2.2.7). */
  public seconds(name: string, otherwise: number): number {
    return this.read(name, otherwise, (given) => (/^\d{1,9}$/.test(given) ? Number(given) * 1000 : undefined), 'a whole number of seconds');
  }

  private read(name: string, otherwise: number, parse: (given: string) => number | undefined, allowed: string): number {
    const line = this.find(name);
    if (!line) return otherwise;
    const value = parse(line.words[1] ?? '');
    if (value === undefined) this.unreadable.push({ line: line.line, problem: `${line.words.join(' ')}: not ${allowed}` });
    return value ?? otherwise;
  }

  private find(name: string): KeepalivedNode | undefined {
    return this.node.block?.filter((line) => line.words[0] === name).at(-1);
  }
}
