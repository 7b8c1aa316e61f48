import { ApiServer, apiServersOf } from '../read/apiservers';
import { RenderedCluster } from '../read/rendered';
import { RenderedHost } from '../read/rendered-host';
import { Fault, renderedRule } from './rule';

/** HA306. */
export const VERSION_SKEW = renderedRule(
  {
    id: 'HA306',
    title: 'components are of versions that work together',
    cause:
      'a component newer than the apiserver it talks to uses what that one does not have; one that is too old misses what was removed. Neither is tested or supported',
    fix: 'upgrade apiservers first, one minor at a time, then kube-controller-manager and kube-scheduler, then kubelets',
    needsWhole: true,
  },
  (cluster) => {
    const apiServers = apiServersOf(cluster).map((apiServer) => ({ ...apiServer, minor: apiServer.pod.minor ?? cluster.minor }));
    const known = apiServers.filter((apiServer): apiServer is Versioned => apiServer.minor !== undefined);
    if (known.length === 0) return [];
    return [
      ...betweenApiServers(known),
      ...cluster.hosts.flatMap((host) => [...controllers(host, known, cluster), ...kubelets(host, known, cluster)]),
    ];
  },
);

type Versioned = ApiServer & { readonly minor: number };

/** Minors that a kubelet may be older than an apiserver: 3, and 2 for kubelets before 1.25 (Kubernetes' version skew policy). */
const KUBELET_SKEW = 3;
const OLD_KUBELET_SKEW = 2;
const OLD_KUBELET = 25;

function betweenApiServers(apiServers: Versioned[]): Fault[] {
  const newest = Math.max(...apiServers.map((each) => each.minor));
  return apiServers
    .filter((each) => newest - each.minor > 1)
    .map((each) => ({
      host: each.host.name,
      field: `${each.pod.name} image`,
      got: `1.${each.minor}`,
      allowed: `1.${newest - 1} or 1.${newest}, because the newest apiserver is 1.${newest}`,
    }));
}

/** The apiservers that a host's components may talk to: its own where it has one. */
function reached(host: RenderedHost, apiServers: Versioned[]): { oldest: number; newest: number } {
  const own = apiServers.filter((each) => each.host === host);
  const minors = (own.length > 0 ? own : apiServers).map((each) => each.minor);
  return { oldest: Math.min(...minors), newest: Math.max(...minors) };
}

function controllers(host: RenderedHost, apiServers: Versioned[], cluster: RenderedCluster): Fault[] {
  const { oldest, newest } = reached(host, apiServers);
  return ['kube-controller-manager', 'kube-scheduler'].flatMap((component) => {
    const pod = host.component(component);
    const minor = pod?.minor ?? cluster.minor;
    if (!pod || minor === undefined || (minor <= oldest && newest - minor <= 1)) return [];
    return [{ host: host.name, field: `${pod.name} image`, got: `1.${minor}`, allowed: between(newest - 1, oldest) }];
  });
}

function kubelets(host: RenderedHost, apiServers: Versioned[], cluster: RenderedCluster): Fault[] {
  const minor = host.kubeletMinor ?? cluster.minor;
  if (minor === undefined) return [];
  // The kubelet of a host that holds nothing but etcd talks to no apiserver.
  if (host.roles.length > 0 && host.roles.every((role) => role === 'etcd')) return [];
  const { oldest, newest } = reached(host, apiServers);
  const least = newest - (minor < OLD_KUBELET ? OLD_KUBELET_SKEW : KUBELET_SKEW);
  return minor <= oldest && minor >= least ? [] : [{ host: host.name, field: 'kubelet version', got: `1.${minor}`, allowed: between(least, oldest) }];
}

function between(least: number, most: number): string {
  return `1.${least} to 1.${most}, because of the apiservers it talks to`;
}
