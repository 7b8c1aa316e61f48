import { Flags } from '../read/flags';
import { RenderedCluster } from '../read/rendered';
import { RenderedHost } from '../read/rendered-host';
import { RenderedPod } from '../read/rendered-pod';
import { Fault, renderedRule } from './rule';

/** A flag that every host must give alike. */
interface SameFlag {
  readonly name: string;
  /** What counts, as text; undefined where the host takes no part in the comparison. */
  readonly value: (flags: Flags, pod: RenderedPod) => string | undefined;
}

const NOTHING = 'nothing';

/** @param otherwise the component's own default (Kubernetes 1.36, etcd 3.6) */
const text = (name: string, otherwise = NOTHING): SameFlag => ({ name, value: (flags) => flags.value(name) ?? otherwise });

/** A list whose order decides nothing that hosts must agree on. */
const set = (name: string, otherwise = NOTHING): SameFlag => ({
  name,
  value: (flags) => [...new Set(flags.list(name))].sort().join(',') || otherwise,
});

/** A list whose first entry counts for more than the others. */
const list = (name: string): SameFlag => ({ name, value: (flags) => flags.list(name).join(',') || NOTHING });

const presence = (name: string): SameFlag => ({ name, value: (flags) => (flags.has(name) ? 'a file' : NOTHING) });

/** A member that joins takes the cluster's id from the others, whatever its token. */
const TOKEN: SameFlag = {
  name: 'initial-cluster-token',
  value: (flags, pod) => {
    const of = (name: string) => flags.value(name) ?? pod.variable(`ETCD_${name.toUpperCase().replace(/-/g, '_')}`);
    return flags.has('config-file') || of('initial-cluster-state') === 'existing' ? undefined : (of('initial-cluster-token') ?? 'etcd-cluster');
  },
};

/** The scheduler takes its leader election from the file of `--config` where it has one. */
const unlessConfigured = ({ name, value }: SameFlag): SameFlag => ({
  name,
  value: (flags, pod) => (flags.has('config') ? undefined : value(flags, pod)),
});

const lock = (component: string) => [
  text('leader-elect-resource-name', component),
  text('leader-elect-resource-namespace', 'kube-system'),
  text('leader-elect-resource-lock', 'leases'),
];

const SAME: readonly (readonly [component: string, flags: readonly SameFlag[]])[] = [
  [
    'kube-apiserver',
    [
      text('etcd-prefix', '/registry'),
      list('service-cluster-ip-range'),
      set('service-account-issuer'),
      set('api-audiences'),
      set('authorization-mode'),
      presence('encryption-provider-config'),
    ],
  ],
  [
    'kube-controller-manager',
    [...lock('kube-controller-manager'), list('cluster-cidr'), list('service-cluster-ip-range'), text('allocate-node-cidrs', 'false')],
  ],
  ['kube-scheduler', lock('kube-scheduler').map(unlessConfigured)],
  ['etcd', [TOKEN]],
];

/** HA222. */
export const SAME_FLAGS = renderedRule(
  {
    id: 'HA222',
    title: 'what makes several copies of a component one is the same on every host',
    cause:
      'apiservers that differ answer the same client differently: other data, Service addresses given twice, tokens and rights refused by one of them; controllers with different locks act at the same time; etcd members with different tokens do not form a cluster',
    fix: 'give every host the same value; for a change that hosts take one by one, accept the finding until the last has it',
  },
  (cluster) => SAME.flatMap(([component, flags]) => flags.flatMap((flag) => differences(cluster, component, flag))),
);

function differences(cluster: RenderedCluster, component: string, { name, value }: SameFlag): Fault[] {
  const given = cluster.hosts.flatMap((host) => {
    const pod = host.component(component);
    const got = pod && value(pod.flags(), pod);
    return got === undefined ? [] : [{ host, got }];
  });
  const usual = mostUsual(given);
  if (!usual) return [];
  const allowed = `${usual.got}, as on ${usual.hosts.map((host) => host.name).join(', ')}`;
  return given.filter(({ got }) => got !== usual.got).map(({ host, got }) => ({ host: host.name, field: `${component} --${name}`, got, allowed }));
}

/** The value that most hosts have; of several, that of the first host. */
function mostUsual(given: { host: RenderedHost; got: string }[]): { got: string; hosts: RenderedHost[] } | undefined {
  const groups = [...new Set(given.map(({ got }) => got))].map((got) => ({
    got,
    hosts: given.filter((each) => each.got === got).map(({ host }) => host),
  }));
  return groups.sort((a, b) => b.hosts.length - a.hosts.length)[0];
}
