import { goMillis } from '../read/durations';
import { isUndecided, Unreadable } from '../read/reading';
import { RenderedHost } from '../read/rendered-host';
import { Fault, renderedRule } from './rule';

/** Flags that other rules calculate with, by component. */
const DURATION_FLAGS: { readonly [component: string]: string[] } = {
  'kube-apiserver': ['shutdown-delay-duration', 'shutdown-watch-termination-grace-period', 'request-timeout'],
  'kube-controller-manager': ['leader-elect-lease-duration', 'leader-elect-renew-deadline', 'leader-elect-retry-period', 'node-monitor-grace-period'],
  'kube-scheduler': ['leader-elect-lease-duration', 'leader-elect-renew-deadline', 'leader-elect-retry-period'],
};

const MILLIS_FLAGS = ['heartbeat-interval', 'election-timeout'];

/** HA200. */
export const UNREADABLE_FILE = renderedRule(
  {
    id: 'HA200',
    title: 'a line or flag that cannot be read',
    cause: 'the program that reads it stops at start, or takes a default instead; and the other rules cannot judge what they cannot read',
    fix: 'correct it; the program itself checks its file with `haproxy -c -f` or `keepalived --config-test -f`',
  },
  (cluster) => cluster.hosts.flatMap((host) => [...files(host, cluster.observed === undefined), ...flags(host)]),
);

/** In files that somebody else wrote, a condition is no mistake: what follows from it is unknown, and said as such elsewhere. */
function files(host: RenderedHost, described: boolean): Fault[] {
  const read: [string, Unreadable[] | undefined][] = [
    [host.haproxyPath, host.haproxy()?.unreadable],
    [host.keepalivedPath, host.keepalived()?.unreadable],
    [host.kubeletPath, host.kubelet()?.unreadable],
  ];
  return read.flatMap(([path, unreadable = []]) =>
    unreadable.filter((each) => described || !isUndecided(each)).map(({ line, problem }) => ({ host: host.name, field: `${path} line ${line}`, got: problem, allowed: 'what its program can read' })),
  );
}

function flags(host: RenderedHost): Fault[] {
  return host.allPods.flatMap((pod) => {
    const given = pod.flags();
    const fault = (flag: string, allowed: string) => ({
      host: host.name,
      field: `${pod.name} --${flag}`,
      got: JSON.stringify(given.value(flag)),
      allowed,
    });
    const durations = (DURATION_FLAGS[pod.component] ?? []).filter((flag) => given.has(flag) && goMillis(given.value(flag) ?? '') === undefined);
    const millis = pod.component === 'etcd' ? MILLIS_FLAGS.filter((flag) => given.has(flag) && given.bareMillis(flag) === undefined) : [];
    return [
      ...durations.map((flag) => fault(flag, 'a duration like 4s, 500ms or 1m30s')),
      ...millis.map((flag) => fault(flag, 'a number of milliseconds without a unit')),
    ];
  });
}
