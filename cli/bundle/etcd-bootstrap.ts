import { posix } from 'path';
import { Flags } from '../../lib/availability/read/flags';
import { FindingsError } from '../command/errors';
import { PlannedHost, StaticPod } from '../stream/model';

/** How a member of etcd begins where its data directory is empty. */
export type EtcdStart = 'new' | 'existing';

/** What an etcd member of a host would do without data; undefined where the host has none. */
export function etcdStart(host: PlannedHost): EtcdStart | undefined {
  const member = host.staticPods.find((pod) => etcdFlags(pod) !== undefined);
  if (!member) return undefined;
  // etcd's own default is `new`.
  return etcdFlags(member)?.value('initial-cluster-state') === 'existing' ? 'existing' : 'new';
}

function etcdFlags(pod: StaticPod): Flags | undefined {
  return pod.spec.containers.map((container) => Flags.of(container)).find(({ binary }) => posix.basename(binary) === 'etcd');
}

/** Of etcd members, what a bundle must know about the past of the cluster. */
export interface EtcdHistory {
  /** When it was founded, as ISO time; undefined where there is no record of it. */
  readonly foundedAt?: string;
  /** Whether the operator says that it was founded although there is no record here. */
  readonly foundedElsewhere: boolean;
}

/**
 * Refuses members whose start does not fit the past of their cluster.
 *
 * `new` in a founded cluster lets two members that lost their disks found an empty one while the third is off; `existing` in one that was never
 * founded waits for a cluster that cannot come up.
 *
 * @throws FindingsError that says how to go on
 */
export function checkEtcdStart(cluster: string, hosts: PlannedHost[], { foundedAt, foundedElsewhere }: EtcdHistory): void {
  const members = (start: EtcdStart) => hosts.filter((host) => etcdStart(host) === start).map(({ name }) => name);
  const founded = foundedAt !== undefined || foundedElsewhere;
  const wrong = members(founded ? 'new' : 'existing');
  if (wrong.length === 0) return;
  const who = `cluster ${cluster}: etcd of ${wrong.join(', ')}`;
  if (founded) {
    const since = foundedAt === undefined ? 'as --founded-elsewhere says' : `on ${foundedAt}`;
    throw new FindingsError(
      `${who}: got --initial-cluster-state=new, but the cluster was founded ${since}; allowed: existing; fix: set EtcdBootstrap.EXISTING in the description, npm run synth, and bundle again`,
    );
  }
  throw new FindingsError(
    `${who}: got --initial-cluster-state=existing, but there is no record that the cluster was founded, and a first boot would wait for ever; allowed: new; ` +
      'fix: set EtcdBootstrap.NEW until `ha-cluster apply` has recorded it; if it was founded and the record is elsewhere, add --founded-elsewhere',
  );
}
