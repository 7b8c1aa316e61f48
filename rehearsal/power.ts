import { Output } from '../cli/command/output';
import { clientInterface, interfaceOf } from './addresses';
import { Machine, Network, requireWatches } from './machine';
import { Rehearsal } from './rehearsal';

/** Limit for a host that shuts down in its own order, in milliseconds: the kubelet alone may delay it by more than a minute. */
const SHUTDOWN_LIMIT = 180_000;

/** The network interface of a host that names none. */
const DEFAULT_INTERFACE = 'eth0';

/** How power is taken away. */
export interface PowerOffOptions {
  /** Shut down in the host's own order instead of a cut. */
  readonly graceful?: boolean;
}

/**
 * Refuses a machine on which the hosts that have no power yet would not fit.
 *
 * @throws PrerequisiteError with the fix
 */
export function requireRoom(rehearsal: Rehearsal): void {
  const off = rehearsal.cluster.hosts.filter(({ name }) => !rehearsal.powered(name));
  const controlPlanes = off.filter(({ spec }) => spec.roles.includes('control-plane')).length;
  requireWatches({ controlPlanes, others: off.length - controlPlanes });
}

/** Makes the network of the hosts, with a place for clients, and gives all of them power. */
export async function startAll(rehearsal: Rehearsal, output: Output): Promise<void> {
  const client = clientInterface(rehearsal.cluster);
  Network.up(rehearsal.state.folder).attachClient(client.address, client.prefix);
  await startHosts(
    rehearsal,
    rehearsal.cluster.hosts.map(({ name }) => name),
    output,
  );
}

/** Gives hosts power at the same time; those that have it are left alone. */
export async function startHosts(rehearsal: Rehearsal, hosts: string[], output: Output): Promise<void> {
  await Promise.all(hosts.map((host) => startHost(rehearsal, host, output)));
}

/** `rehearse power on`. */
export async function powerOn(rehearsal: Rehearsal, hosts: string[], output: Output): Promise<void> {
  for (const host of hosts) rehearsal.known(host);
  await startHosts(rehearsal, hosts, output);
  output.result(`${hosts.join(', ')}: on`, { on: hosts });
}

/** `rehearse power off`. */
export async function powerOff(rehearsal: Rehearsal, hosts: string[], { graceful }: PowerOffOptions, output: Output): Promise<void> {
  const machines = hosts.map((host) => rehearsal.machine(host));
  await Promise.all(
    machines.map(async (machine) => {
      if (graceful) await machine.shutdown(SHUTDOWN_LIMIT);
      else machine.powerOff();
      output.progress(`${machine.name}: ${graceful ? 'shut down' : 'power cut'}`);
    }),
  );
  output.result(`${hosts.join(', ')}: off`, { off: hosts });
}

async function startHost(rehearsal: Rehearsal, host: string, output: Output): Promise<void> {
  if (rehearsal.powered(host)) return;
  const { spec } = rehearsal.cluster.hosts.find(({ name }) => name === host)!;
  const interfaces = spec.addresses.map((address) => interfaceOf(rehearsal.cluster, address));
  await Machine.powerOn(
    {
      name: host,
      addresses: interfaces.map(({ address }) => address),
      prefixes: interfaces.map(({ prefix }) => prefix),
      networkInterface: spec.networkInterface ?? DEFAULT_INTERFACE,
    },
    rehearsal.network(),
    rehearsal.state.folder,
  );
  output.progress(`${host}: on`);
}
