import { ClusterModel, ModelHost } from './cluster-model';
import { Authority, CertificateUse, Failure, Process, PROCESSES } from './failure';

/** What became of a program. */
export type ProcessState = 'runs' | 'crashed' | 'hung' | 'absent';

/** Everybody who is on no host of the cluster: users of the endpoint. */
export const OUTSIDE = '';

/** What became of one host. */
interface HostState {
  readonly host: ModelHost;
  readonly position: number;
  up: boolean;
  isolated: boolean;
  side: number;
  readonly processes: { [process in Process]: ProcessState };
  readonly expired: CertificateUse[];
}

/** Hosts of a model as they are while nothing fails: looked up for every failure that is asked about. */
const UNTOUCHED = new WeakMap<ClusterModel, ReadonlyMap<string, HostState>>();

/** A cluster after a set of failures. */
export class World {
  private readonly untouched: ReadonlyMap<string, HostState>;
  private readonly touched = new Map<string, HostState>();
  private readonly authorities: Authority[] = [];
  private split = false;

  constructor(
    public readonly model: ClusterModel,
    public readonly failures: Failure[],
  ) {
    this.untouched = UNTOUCHED.get(model) ?? untouchedOf(model);
    UNTOUCHED.set(model, this.untouched);
    for (const failure of failures) this.apply(failure);
  }

  /** The host of a name; an error of the caller where there is none. */
  public host(name: string): ModelHost {
    return this.state(name).host;
  }

  /** Whether the host has power. */
  public isUp(host: string): boolean {
    return this.state(host).up;
  }

  /** Whether a host is up and part of what others see; one side of a split network is. */
  public isReachable(host: string): boolean {
    const { up, isolated } = this.state(host);
    return up && !isolated;
  }

  /** Whether a host sees every other host that is there. */
  public isPlain(host: string): boolean {
    return !this.split && this.isReachable(host);
  }

  /** What became of a program. A host without power runs nothing. */
  public process(host: string, process: Process): ProcessState {
    const { processes, up } = this.state(host);
    return up || processes[process] === 'absent' ? processes[process] : 'crashed';
  }

  /** Whether a program does its work. */
  public runs(host: string, process: Process): boolean {
    return this.process(host, process) === 'runs';
  }

  /** Whether packets get from one host to another, or from {@link OUTSIDE} on a side to a host. */
  public reaches(from: string, to: string, side = 0): boolean {
    const target = this.state(to);
    if (!target.up) return false;
    if (from === to) return true;
    const source = from === OUTSIDE ? undefined : this.state(from);
    if (target.isolated || (source && (!source.up || source.isolated))) return false;
    return !this.split || target.side === (source ? source.side : side);
  }

  /** The group of a host; a host in no group is alone in one. */
  public sideOf(host: string): number {
    return this.state(host).side;
  }

  /** Whether a certificate of a host has run out. */
  public isExpired(host: string, use: CertificateUse): boolean {
    return this.state(host).expired.includes(use);
  }

  /** Whether a CA has run out. */
  public isCaExpired(authority: Authority): boolean {
    return this.authorities.includes(authority);
  }

  private state(name: string): HostState {
    const state = this.touched.get(name) ?? this.untouched.get(name);
    if (!state) throw new Error(`no host is called ${name}; there are ${[...this.untouched.keys()].join(', ')}`);
    return state;
  }

  private touch(name: string): HostState {
    const known = this.touched.get(name);
    if (known) return known;
    const { processes, expired, ...state } = this.state(name);
    const own = { ...state, processes: { ...processes }, expired: [...expired] };
    this.touched.set(name, own);
    return own;
  }

  private apply(failure: Failure): void {
    switch (failure.kind) {
      case 'crash':
      case 'hang': {
        const { processes } = this.touch(failure.host);
        const before = processes[failure.process];
        // A program that is gone cannot hang as well.
        if (before !== 'absent' && before !== 'crashed') processes[failure.process] = failure.kind === 'crash' ? 'crashed' : 'hung';
        return;
      }
      case 'host':
        this.touch(failure.host).up = false;
        return;
      case 'network':
        this.touch(failure.host).isolated = true;
        return;
      case 'zone':
        for (const { name, zone } of this.model.hosts) if (zone === failure.zone) this.touch(name).up = false;
        return;
      case 'partition':
        this.divide(failure.groups);
        return;
      case 'expired':
        this.touch(failure.host).expired.push(failure.use);
        return;
      case 'expired-ca':
        this.authorities.push(failure.authority);
    }
  }

  private divide(groups: string[][]): void {
    this.split = true;
    for (const { name } of this.model.hosts) {
      const state = this.touch(name);
      const group = groups.findIndex((hosts) => hosts.includes(name));
      state.side = group < 0 ? -1 - state.position : group;
    }
    for (const name of groups.flat()) this.state(name);
  }
}

function untouchedOf(model: ClusterModel): Map<string, HostState> {
  return new Map(
    model.hosts.map((host, position) => {
      const states = PROCESSES.map((process) => [process, host.processes.includes(process) ? 'runs' : 'absent']);
      const processes = Object.fromEntries(states) as HostState['processes'];
      return [host.name, { host, position, up: true, isolated: false, side: 0, processes, expired: [] }];
    }),
  );
}
