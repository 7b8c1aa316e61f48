import { isMap, maps } from '../read/reading';
import { RenderedPod } from '../read/rendered-pod';
import { renderedRule } from './rule';

/** Where each component serves its health, by flag and default. */
const HEALTH_PORT: { readonly [component: string]: (pod: RenderedPod) => number | undefined } = {
  'kube-apiserver': (pod) => pod.flags().number('secure-port') ?? 6443,
  'kube-controller-manager': (pod) => pod.flags().number('secure-port') ?? 10257,
  'kube-scheduler': (pod) => pod.flags().number('secure-port') ?? 10259,
  etcd: (pod) => portOf(pod.flags().list('listen-metrics-urls')[0]),
};

/** HA309. */
export const PROBE_PORTS = renderedRule(
  {
    id: 'HA309',
    title: 'probes ask the port on which the component serves',
    cause: 'nobody answers on another port, so the kubelet kills a healthy component again and again',
    fix: 'change the ports of the probes by a patch as well, or leave the port as it is',
  },
  (cluster) =>
    cluster.hosts.flatMap((host) =>
      host.allPods.flatMap((pod) => {
        const served = HEALTH_PORT[pod.component]?.(pod);
        const asked = served === undefined ? [] : ['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => ({ probe, port: portAsked(pod, probe) }));
        return asked
          .filter(({ port }) => port !== undefined && port !== served)
          .map(({ probe, port }) => ({ host: host.name, field: `${pod.name} ${probe}`, got: `port ${port}`, allowed: `port ${served}, which it serves` }));
      }),
    ),
);

/** The port of a probe, looked up where it is a name; undefined where there is no such probe, or the name is unknown. */
function portAsked(pod: RenderedPod, probe: string): number | undefined {
  const given: unknown = pod.container[probe]?.httpGet?.port;
  if (typeof given === 'number') return given;
  const declared = maps(pod.container.ports).find((port) => isMap(port) && port.name === given);
  return typeof declared?.containerPort === 'number' ? declared.containerPort : undefined;
}

function portOf(url: string | undefined): number | undefined {
  const port = /:(\d+)\/?$/.exec(url ?? '')?.[1];
  return port === undefined ? undefined : Number(port);
}
