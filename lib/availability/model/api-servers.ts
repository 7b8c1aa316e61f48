import { EtcdAccess, etcdAccess, EtcdState, etcdState } from './etcd';
import { World } from './world';

/**
 * How one apiserver looks to somebody: `ready`; `untrusted`: works, and its certificate has run out; `unready`: answers, and has no etcd; `hung`:
 * accepts connections and answers nothing; `refused`: the host is there, the program is not; `gone`: no packet comes back.
 */
export type ApiState = 'ready' | 'untrusted' | 'unready' | 'hung' | 'refused' | 'gone';

/** The control plane after the failures: what every question about clients starts from. */
export class Control {
  public readonly etcd: EtcdState;
  /** Hosts with an apiserver. */
  public readonly servers: string[];
  private readonly access = new Map<string, EtcdAccess>();
  private readonly states = new Map<string, ApiState>();
  private readonly answers = new Map<object, Map<string | number, unknown>>();

  constructor(public readonly world: World) {
    this.etcd = etcdState(world);
    this.servers = world.model.hosts.filter((host) => host.apiServer !== undefined).map((host) => host.name);
    for (const server of this.servers) this.access.set(server, etcdAccess(world, this.etcd, server));
  }

  /** The apiserver of a host as somebody sees it. */
  public stateFrom(from: string, server: string, side = 0): ApiState {
    if (!this.world.reaches(from, server, side)) return 'gone';
    return this.own(server);
  }

  /** The apiserver of a host that is reached. */
  public own(server: string): ApiState {
    const known = this.states.get(server);
    if (known) return known;
    const state = this.stateOf(server);
    this.states.set(server, state);
    return state;
  }

  /**
   * What was worked out before: many hosts ask the same.
   *
   * @param question the function that answers; it gets the key
   */
  public once<K extends string | number, T>(question: (control: Control, key: K) => T, key: K, make = question): T {
    let answers = this.answers.get(question);
    if (!answers) this.answers.set(question, (answers = new Map<string | number, unknown>()));
    if (!answers.has(key)) answers.set(key, make(this, key));
    return answers.get(key) as T;
  }

  private stateOf(server: string): ApiState {
    const process = this.world.process(server, 'kube-apiserver');
    if (process === 'hung') return 'hung';
    if (process !== 'runs') return 'refused';
    if (!this.access.get(server)?.usable) return 'unready';
    return this.isUntrusted(server) ? 'untrusted' : 'ready';
  }

  /** What the apiserver of a host has of etcd. */
  public etcdOf(server: string): EtcdAccess {
    return this.access.get(server)!;
  }

  /** Whether an apiserver without etcd stays up and answers out of its memory, or is restarted until it cannot start. */
  public remembers(server: string): boolean {
    const host = this.world.host(server);
    return !this.isUntrusted(server) && (!host.apiServer?.livenessNeedsEtcd || !this.world.runs(server, 'kubelet'));
  }

  /** Where users are when the network is split: where writes work, otherwise with most apiservers. */
  public side(): number {
    const [member] = this.etcd.members;
    const counts = new Map<number, number>();
    for (const server of this.servers) counts.set(this.world.sideOf(server), (counts.get(this.world.sideOf(server)) ?? 0) + 1);
    const withApi = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
    if (member === undefined) return withApi;
    const quorumSide = this.world.sideOf(member);
    return counts.has(quorumSide) ? quorumSide : withApi;
  }

  private isUntrusted(server: string): boolean {
    return this.world.isExpired(server, 'apiserver-serving') || this.world.isCaExpired('kubernetes-ca');
  }
}
