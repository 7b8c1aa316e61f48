import { ClusterModel, ModelHost } from '../../../lib/availability/model';
import { Report } from '../gather';
import { markup, Markup } from '../html';
import { folded, scrolled, section, table } from '../parts';
import { Layout } from '../topology/layout';
import { picture } from '../topology/picture';
import { compareNames, Plan, routeText } from '../topology/plan';

/** The picture, and the same facts as a table. */
export function topologySection({ check, addresses }: Report, plan: Plan, layout: Layout): Markup {
  return section(
    'topology',
    'Topology',
    markup`<figure>${scrolled('Picture of the topology', picture(plan, layout))}<figcaption>A thick line joins everything that talks to everything else on it. Programs at the foot of a host use the apiserver of their own host${plan.cards.some(({ local }) => local.some(({ own }) => !own)) && ', but those with a *'}.</figcaption></figure>`,
    folded('The same as a table', topologyTable(check.model, addresses)),
  );
}

function topologyTable(model: ClusterModel, addresses: Report['addresses']): Markup {
  const rows = [...model.hosts]
    .sort((a, b) => compareNames(a.name, b.name))
    .map((host) => [
      host.name,
      host.zone ?? 'unknown',
      addresses.get(host.name) ?? 'not said',
      host.processes.join(', '),
      usesText(host),
      endpointText(host, model),
    ]);
  return table('Hosts of the cluster', ['Host', 'Zone', 'Address', 'Programs', 'Requests go to', 'Endpoint'], rows);
}

/** Who on a host asks whom. */
function usesText(host: ModelHost): string {
  const routes = [
    ['kubelet', host.kubelet?.server],
    ['controller manager', host.controllerManager?.server],
    ['scheduler', host.scheduler?.server],
  ] as const;
  const ways = new Map<string, string[]>();
  for (const [name, route] of routes) if (route) ways.set(routeText(route, host.name), [...(ways.get(routeText(route, host.name)) ?? []), name]);
  const servers = host.balancer?.servers.map((server) => server.host) ?? [];
  return [
    ...[...ways].map(([way, names]) => `${names.join(', ')}: ${way}`),
    ...(host.apiServer
      ? [
          `kube-apiserver: ${host.apiServer.ownMemberOnly ? 'its own etcd member' : `etcd on ${host.apiServer.members.join(', ') || 'hosts that are not described here'}`}`,
      ]
      : []),
    ...(servers.length > 0 ? [`HAProxy: kube-apiserver of ${servers.join(', ')}`] : []),
  ].join('; ');
}

function endpointText({ name, router }: ModelHost, { endpoint }: ClusterModel): string {
  const holds = ('hosts' in endpoint && endpoint.hosts.includes(name)) || (endpoint.kind === 'direct' && endpoint.host === name);
  if (!holds) return 'no part';
  return endpoint.kind === 'direct' ? `is ${endpoint.address}` : `may hold ${endpoint.address}${router ? `, priority ${router.priority}` : ''}`;
}
