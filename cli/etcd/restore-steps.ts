import { Restoration } from './restore-host';
import { RestoreStepName, stepsOf } from './restore-script';

/** One step of a restoration: the same command on some hosts. */
export interface RestoreStep {
  readonly title: string;
  /** Where; in any order, or at the same time. */
  readonly hosts: string[];
  /** What is run as root, in the folder of the host where it begins with `./`. */
  readonly command: string[];
  /** What must be seen on all of them before the next step. */
  readonly expect: string;
}

const TEXTS: Record<RestoreStepName, { title: string; expect: string }> = {
  stop: {
    title: 'Stop the control plane. From here until the end nothing changes in the cluster; workloads go on running',
    expect: '`stopped` on every host: no API server and no member of etcd may run anywhere while data is restored',
  },
  data: {
    title: 'Restore the data of every member from the same snapshot. The old data is kept beside it',
    expect: '`data is restored` on every host',
  },
  'start-etcd': { title: 'Start the members', expect: '`manifest of etcd put back` on every host; a member waits until a majority has started' },
  'check-etcd': { title: 'Wait for etcd', expect: '`etcd is ready` on every host' },
  'start-apiserver': { title: 'Start the API servers', expect: '`the API server listens` on every host' },
  'start-controllers': { title: 'Start the controllers and schedulers', expect: 'their manifests put back on every host' },
};

const ORDER = Object.keys(TEXTS) as RestoreStepName[];

/** Every step, in the order in which they must be taken. */
export function restoreSteps(restoration: Restoration): RestoreStep[] {
  const own = ORDER.map((name) => ({
    ...TEXTS[name],
    hosts: restoration.hosts.filter((host) => stepsOf(host).includes(name)).map((host) => host.name),
    command: ['./restore', name],
  }));
  const kubelets = {
    title: 'Restart every kubelet: what it remembers may be newer than what is in the cluster now',
    hosts: restoration.nodes,
    command: ['systemctl', 'restart', 'kubelet.service'],
    expect: '`systemctl is-active kubelet.service` says `active`',
  };
  return [...own, kubelets].filter(({ hosts }) => hosts.length > 0);
}
