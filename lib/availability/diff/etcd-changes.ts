import { etcdMembersOf } from '../read/etcd-members';
import { RenderedCluster } from '../read/rendered';
import { RenderedPod } from '../read/rendered-pod';
import { Change } from './change';
import { ClusterPair, paired } from './pairs';
import { counted } from './show';

/** A member as its own files describe it. */
interface Member {
  readonly host: string;
  readonly pod: RenderedPod;
}

/** What differs in the membership of etcd, in where members keep their data and in how they find each other. */
export function etcdChanges(pair: ClusterPair): Change[] {
  const [before, after] = [membersOf(pair.before), membersOf(pair.after)];
  const members = paired(before, after, (member) => member.host);
  const founded = before.length > 0;
  return [
    ...members.flatMap((member) => {
      if (member.before && member.after) return sameMember(member.before, member.after);
      if (member.after) return founded ? [added(member.after, before.length)] : [];
      return after.length > 0 && member.before ? [removed(member.before)] : [];
    }),
    ...topologyChange(before, after),
  ];
}

function membersOf(cluster: RenderedCluster): Member[] {
  return etcdMembersOf(cluster).map(({ host, pod }) => ({ host: host.name, pod }));
}

function added({ host }: Member, before: number): Change {
  return change(
    host,
    'danger',
    'member',
    `etcd member added: as a learner first, then promoted, one at a time, never while one of the ${before} is down`,
    {
      effect: 'joins; at its first start --initial-cluster names the members that are there and itself, no others',
      to: host,
    },
  );
}

function removed({ host }: Member): Change {
  return change(host, 'danger', 'member', 'etcd member removed: `etcdctl member remove` first, and before any member is added; then stop it', {
    effect: 'leaves; a member that is only switched off still counts for the quorum',
    from: host,
  });
}

function topologyChange(before: Member[], after: Member[]): Change[] {
  const moved = before.length > 0 && after.length > 0 && before.every((member) => after.every((other) => other.host !== member.host));
  if (moved) {
    const text = `none of the ${counted(before.length, 'old etcd member')} is left: the new ones would found an empty cluster unless they join one at a time, before the old ones go`;
    return [change(undefined, 'danger', 'member', text)];
  }
  if (before.length > 0 && after.length === 0)
    return [change(undefined, 'danger', 'member', 'etcd is described no more: its data stays on the old hosts unless somebody moves it')];
  if (before.length === 0 && after.length > 0)
    return [
      change(undefined, 'danger', 'member', 'etcd is described now: its members start empty unless data of the old etcd is restored into them'),
    ];
  return [];
}

function sameMember(before: Member, after: Member): Change[] {
  const value = (member: Member, flag: string, variable: string) => member.pod.flags().value(flag) ?? member.pod.variable(variable);
  return WATCHED.flatMap(({ flag, variable, otherwise, text, severity }): Change[] => {
    const [from, to] = [value(before, flag, variable) ?? otherwise, value(after, flag, variable) ?? otherwise];
    return from === to ? [] : [change(after.host, severity(from, to), flag, text(from, to), { from, to })];
  }).concat(dataVolume(before, after));
}

interface Watched {
  readonly flag: string;
  readonly variable: string;
  /** etcd's own default. */
  readonly otherwise: string;
  readonly severity: (from: string, to: string) => Change['severity'];
  readonly text: (from: string, to: string) => string;
}

const always = () => 'danger' as const;

const WATCHED: readonly Watched[] = [
  {
    flag: 'initial-cluster-state',
    variable: 'ETCD_INITIAL_CLUSTER_STATE',
    otherwise: 'new',
    severity: (_, to) => (to === 'existing' ? 'note' : 'danger'),
    text: (from, to) =>
      to === 'existing'
        ? `--initial-cluster-state: ${from} -> existing: right after the cluster was founded; a member that lost its data now waits for the others`
        : `--initial-cluster-state: ${from} -> ${to}: members that lose their data may found an empty cluster; an installed host refuses such a tree`,
  },
  {
    flag: 'initial-cluster-token',
    variable: 'ETCD_INITIAL_CLUSTER_TOKEN',
    otherwise: 'etcd-cluster',
    severity: always,
    text: (from, to) =>
      `--initial-cluster-token: ${from} -> ${to}: a member without data takes another cluster id, the others refuse it, and together such members found a new cluster`,
  },
  {
    flag: 'data-dir',
    variable: 'ETCD_DATA_DIR',
    otherwise: "(etcd's own)",
    severity: always,
    text: (from, to) => `--data-dir: ${from} -> ${to}: the member starts empty; move its data while it is stopped, or remove it and add it anew`,
  },
  {
    flag: 'wal-dir',
    variable: 'ETCD_WAL_DIR',
    otherwise: '(in the data directory)',
    severity: always,
    text: (from, to) => `--wal-dir: ${from} -> ${to}: the member finds no log and starts empty or not at all; move it while it is stopped`,
  },
  {
    flag: 'name',
    variable: 'ETCD_NAME',
    otherwise: 'default',
    severity: always,
    text: (from, to) => `--name: ${from} -> ${to}: it must be in --initial-cluster under this name, or a member without data does not start`,
  },
  {
    flag: 'initial-advertise-peer-urls',
    variable: 'ETCD_INITIAL_ADVERTISE_PEER_URLS',
    otherwise: 'http://localhost:2380',
    severity: always,
    text: (from, to) =>
      `peer URL: ${from} -> ${to}: \`etcdctl member update\` first; etcd ignores the flag once it has data, and the others go on to the old URL`,
  },
  {
    flag: 'election-timeout',
    variable: 'ETCD_ELECTION_TIMEOUT',
    otherwise: '1000',
    severity: () => 'note',
    text: (from, to) =>
      `--election-timeout: ${from} ms -> ${to} ms: the same on all members when the roll is over; until then the shortest one calls the elections`,
  },
];

/** Another folder of the host behind the data directory: the flag stays, the data does not. */
function dataVolume(before: Member, after: Member): Change[] {
  const [from, to] = [folderOf(before.pod), folderOf(after.pod)];
  if (from === undefined || to === undefined || from === to) return [];
  const moved = before.pod.flags().value('data-dir') !== after.pod.flags().value('data-dir');
  const text = `the data is in ${to} (was ${from}): the member starts empty; move its data while it is stopped`;
  return moved ? [] : [change(after.host, 'danger', 'data-dir', text, { from, to })];
}

function folderOf(pod: RenderedPod): string | undefined {
  const directory = pod.flags().value('data-dir');
  const mount = ((pod.container.volumeMounts ?? []) as any[]).find((each) => each?.mountPath === directory);
  return pod.hostPaths.find((path) => path.volume === mount?.name)?.path;
}

function change(host: string | undefined, severity: Change['severity'], kind: string, text: string, more: Partial<Change> = {}): Change {
  return { section: 'membership', ...(host === undefined ? {} : { host }), severity, kind, subject: 'etcd', text, ...more };
}
