import { ClusterModel, ModelHost } from './cluster-model';
import { Authority, CertificateUse, Failure, Process } from './failure';

/** What became of a program. */
export type ProcessState = 'runs' | 'crashed' | 'hung' | 'absent';

/** Everybody who is on no host of the cluster: users of the endpoint. */
export const OUTSIDE = '';

/** A cluster after a set of failures. */
export class World {
  private readonly byName: ReadonlyMap<string, ModelHost>;
  private readonly lost = new Set<string>();
  private readonly isolated = new Set<string>();
  private readonly processes = new Map<string, ProcessState>();
  private readonly expired = new Set<string>();
  /** Group of each host where the network is split. */
  private readonly sides = new Map<string, number>();
  private readonly split: boolean;

  constructor(
    public readonly model: ClusterModel,
    public readonly failures: Failure[],
  ) {
    this.byName = new Map(model.hosts.map((host) => [host.name, host]));
    for (const failure of failures) this.apply(failure);
    this.split = this.sides.size > 0;
  }

  /** The host of a name; an error of the caller where there is none. */
  public host(name: string): ModelHost {
    const host = this.byName.get(name);
    if (!host) throw new Error(`no host is called ${name}; there are ${[...this.byName.keys()].join(', ')}`);
    return host;
  }

  /** Whether the host has power. */
  public isUp(host: string): boolean {
    return !this.lost.has(host);
  }

  /** Whether a failure took this very host off the network. */
  public isIsolated(host: string): boolean {
    return this.isolated.has(host);
  }

  /** Whether a host is up and part of what others see; one side of a split network is. */
  public isReachable(host: string): boolean {
    return this.isUp(host) && !this.isIsolated(host);
  }

  /** What became of a program. A host without power runs nothing. */
  public process(host: string, process: Process): ProcessState {
    if (!this.host(host).processes.includes(process)) return 'absent';
    return this.isUp(host) ? (this.processes.get(`${host}/${process}`) ?? 'runs') : 'crashed';
  }

  /** Whether a program does its work. */
  public runs(host: string, process: Process): boolean {
    return this.process(host, process) === 'runs';
  }

  /** Whether packets get from one host to another, or from {@link OUTSIDE} on a side to a host. */
  public reaches(from: string, to: string, side = 0): boolean {
    if (!this.isUp(to) || (from !== OUTSIDE && !this.isUp(from))) return false;
    if (from === to) return true;
    if (this.isIsolated(to) || this.isIsolated(from)) return false;
    return !this.split || this.sideOf(to) === (from === OUTSIDE ? side : this.sideOf(from));
  }

  /** The group of a host; a host in no group is alone in one. */
  public sideOf(host: string): number {
    return this.sides.get(host) ?? (this.split ? -1 - this.model.hosts.findIndex(({ name }) => name === host) : 0);
  }

  /** Whether a certificate of a host has run out. */
  public isExpired(host: string, use: CertificateUse): boolean {
    return this.expired.has(`${host}/${use}`);
  }

  /** Whether a CA has run out. */
  public isCaExpired(authority: Authority): boolean {
    return this.expired.has(authority);
  }

  private apply(failure: Failure): void {
    switch (failure.kind) {
      case 'crash':
      case 'hang': {
        const key = `${this.host(failure.host).name}/${failure.process}`;
        // A program that is gone cannot hang as well.
        if (failure.kind === 'crash') this.processes.set(key, 'crashed');
        else if (!this.processes.has(key)) this.processes.set(key, 'hung');
        return;
      }
      case 'host':
        this.lost.add(this.host(failure.host).name);
        return;
      case 'network':
        this.isolated.add(this.host(failure.host).name);
        return;
      case 'zone':
        for (const { name, zone } of this.model.hosts) if (zone === failure.zone) this.lost.add(name);
        return;
      case 'partition':
        for (const [index, group] of failure.groups.entries()) for (const host of group) this.sides.set(this.host(host).name, index);
        return;
      case 'expired':
        this.expired.add(`${this.host(failure.host).name}/${failure.use}`);
        return;
      case 'expired-ca':
        this.expired.add(failure.authority);
    }
  }
}
