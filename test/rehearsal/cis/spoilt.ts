import { join } from 'path';
import { PlannedCluster } from '../../../cli/stream/model';
import { readCluster } from '../../../cli/stream/read';
import { CheckLine, evaluate } from '../../../rehearsal/cis/evaluate';
import { readFacts } from '../../../rehearsal/cis/facts';
import { RunningHost } from '../../../rehearsal/cis/running-host';
import { FakeHost } from './fake-host';

/** The committed example. */
export const reference = readCluster(join(__dirname, '../../../dist'));

/** What it accepts. */
export const ACKNOWLEDGED = reference.spec.acknowledgements ?? [];

/** A change of a host. */
export type Spoil = (host: FakeHost) => void;

/** The checks of a host, by number. */
export type Checks = Map<string, CheckLine>;

/** All checks of one host that was spoilt. */
export function checks(name: string, spoil: Spoil = () => undefined, acknowledgements = ACKNOWLEDGED, cluster: PlannedCluster = reference): Checks {
  const planned = cluster.hosts.find((host) => host.name === name)!;
  const fake = new FakeHost(planned);
  spoil(fake);
  const host = new RunningHost(planned, readFacts(name, fake.lines()));
  return new Map(evaluate([host], acknowledgements).map((check) => [check.id, check]));
}

/** The hosts as they are described. */
export const GOOD = new Map(reference.hosts.map(({ name }) => [name, checks(name)]));

/** What came of the checks of which something else comes when the host is spoilt. */
export function changed(name: string, spoil: Spoil, acknowledgements = ACKNOWLEDGED): Record<string, string> {
  const lines = [...checks(name, spoil, acknowledgements).values()].filter(({ id, result }) => result !== GOOD.get(name)!.get(id)!.result);
  return Object.fromEntries(lines.map(({ id, result }) => [id, result]));
}

/** What a check says of a spoilt host. */
export function detail(name: string, id: string, spoil?: Spoil): string {
  return checks(name, spoil).get(id)!.outcomes[0]!.detail;
}

/** Gives a flag another value, or takes it away. */
export function flag(component: string, name: string, value?: string): Spoil {
  return (host) => host.flag(component, name, value);
}

/** Gives a file another mode. */
export function chmod(path: string, mode: string): Spoil {
  return (host) => host.chmod(path, mode);
}

/** Gives a file to a stranger. */
export function chown(path: string): Spoil {
  return (host) => host.chown(path, 'kube');
}
