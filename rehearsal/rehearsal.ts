import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { InputError } from '../cli/command/errors';
import { PlannedCluster } from '../cli/stream/model';
import { Ground, Ran, RunOptions } from './ground';
import { Kube } from './kube';
import { Machine, Network } from './machine';
import { Programs } from './programs';
import { runInteractive, runProgram } from './run-program';
import { RehearsalState } from './state';

/** A cluster that runs, or ran, on this machine. */
export class Rehearsal implements Ground {
  /** kubectl for what the rehearsal itself asks, also before anybody has a right. */
  public readonly kube: Kube;

  /**
   * @param state its folder
   * @param cluster what was installed
   * @param programs of its version
   * @param signal stops what waits for it
   */
  constructor(
    public readonly state: RehearsalState,
    public readonly cluster: PlannedCluster,
    public readonly programs: Programs,
    public readonly signal?: AbortSignal,
  ) {
    this.kube = this.kubeAs('super-admin');
  }

  public async on(host: string, argv: string[], options?: RunOptions): Promise<Ran> {
    return runProgram(this.machine(host).command(argv), options);
  }

  public async client(argv: string[], options?: RunOptions): Promise<Ran> {
    // A client does not outlive a rehearsal that is killed.
    return runProgram(['setpriv', '--pdeathsig', 'KILL', ...this.network().command(argv)], options);
  }

  public powered(host: string): boolean {
    return this.find(host)?.running === true;
  }

  /**
   * A host that has power.
   *
   * @throws InputError when it is off, or not a host of the cluster
   */
  public machine(host: string): Machine {
    const machine = this.known(host);
    if (!machine?.running) throw new InputError(`${host}: has no power; fix: \`ha-cluster rehearse power on ${host}\``);
    return machine;
  }

  /**
   * A host with or without power; undefined when it never had any.
   *
   * @throws InputError when it is not a host of the cluster
   */
  public known(host: string): Machine | undefined {
    const names = this.cluster.hosts.map(({ name }) => name);
    if (!names.includes(host)) throw new InputError(`host: got ${host}; allowed: ${names.join(', ')}; fix: one of these names`);
    return this.find(host);
  }

  /** Runs a program on a host with this process's terminal. */
  public interactive(host: string, argv: string[]): number {
    return runInteractive(this.machine(host).command(argv));
  }

  /** Runs kubectl with this process's terminal. */
  public kubectl(args: string[]): number {
    return runInteractive(this.network().command(this.kubeAs('admin').argv(args)));
  }

  /** Path of a kubectl that runs in the network of the hosts, for commands that take one. */
  public kubectlInside(): string {
    const file = join(this.state.cache, 'kubectl-inside');
    mkdirSync(this.state.cache, { recursive: true });
    writeFileSync(file, `#!/bin/sh\nexec ${this.network().command([this.programs.kubectl]).join(' ')} "$@"\n`, { mode: 0o700 });
    return file;
  }

  /** Shows a log of a host. */
  public logs(host: string, name: string | undefined, follow: boolean): number {
    const pods = this.cluster.hosts.find((one) => one.name === host)?.staticPods.map(({ metadata }) => metadata.name) ?? [];
    return this.interactive(host, logCommand(name, pods, follow));
  }

  /**
   * The network of the hosts.
   *
   * @throws InputError when it is not there, as after a restart of this machine
   */
  public network(): Network {
    const network = Network.find(this.state.folder);
    if (!network) throw new InputError(`${this.state.folder}: its network is gone; fix: \`ha-cluster rehearse up\` starts what is installed`);
    return network;
  }

  private kubeAs(operator: string): Kube {
    const kubeconfig = join(this.state.secrets, this.cluster.name, 'Kubeconfig', operator, 'kubeconfig');
    return new Kube(this, this.programs.kubectl, kubeconfig, this.state.cache);
  }

  private find(host: string): Machine | undefined {
    return Machine.find(host, this.state.folder);
  }
}

/** The newest log of the container of a static pod, or the journal. */
function logCommand(name: string | undefined, pods: string[], follow: boolean): string[] {
  const more = follow ? ['--follow'] : [];
  if (name === undefined) return ['journalctl', '--no-pager', ...more];
  if (name.includes('.')) return ['journalctl', '--no-pager', '--unit', name, ...more];
  if (!pods.includes(name))
    throw new InputError(`name: got ${name}; allowed: ${[...pods, 'a unit such as kubelet.service'].join(', ')}; fix: one of these`);
  const newest = `ls -t /var/log/pods/kube-system_${name}-*/${name}/*.log | head -n 1`;
  return ['bash', '-c', `log=$(${newest}) && exec tail -n +1 ${follow ? '-F' : ''} -- "$log"`];
}
