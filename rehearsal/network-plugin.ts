import { KubeObject, PlannedCluster } from '../cli/stream/model';

/** A file that the rehearsal puts on a host. */
export interface PlacedFile {
  readonly path: string;
  readonly mode: string;
  readonly content: string;
}

interface NodeObject extends KubeObject {
  readonly spec: { readonly podCIDRs?: string[] };
  readonly status?: { readonly addresses?: { readonly type: string; readonly address: string }[] };
}

/** Unit that makes the routes to the pods of the other hosts. */
export const ROUTES_UNIT = 'rehearsal-routes.service';

/** Why the hosts get a network plugin, for the list of what differs from real hosts. */
export const NETWORK_PLUGIN_REASON =
  'a stand-in for the network plugin that the description leaves to its user: a bridge on each host, routes between hosts, no Services';

/** The ranges of pods that kube-controller-manager gave to a Node; none before it did. */
export function podRanges(nodes: KubeObject[], host: string): string[] {
  const node = nodes.find(({ metadata }) => metadata.name === host) as NodeObject | undefined;
  return node?.spec.podCIDRs ?? [];
}

/** The plugin's configuration of one host, and the unit with its routes. */
export function networkPluginOf(cluster: PlannedCluster, nodes: KubeObject[], host: string): PlacedFile[] {
  return [
    { path: '/etc/cni/net.d/10-rehearsal.conflist', mode: '0600', content: configuration(podRanges(nodes, host)) },
    { path: `/etc/systemd/system/${ROUTES_UNIT}`, mode: '0644', content: routes(cluster, nodes, host) },
  ];
}

function configuration(ranges: string[]): string {
  const ipam = {
    type: 'host-local',
    ranges: ranges.map((subnet) => [{ subnet }]),
    routes: ranges.map((range) => ({ dst: range.includes(':') ? '::/0' : '0.0.0.0/0' })),
  };
  const plugins = [
    { type: 'bridge', bridge: 'cni0', isGateway: true, hairpinMode: true, ipam },
    { type: 'portmap', capabilities: { portMappings: true } },
  ];
  return `${JSON.stringify({ cniVersion: '1.0.0', name: 'rehearsal', plugins }, undefined, 2)}\n`;
}

function routes(cluster: PlannedCluster, nodes: KubeObject[], host: string): string {
  const others = cluster.hosts.filter(({ name }) => name !== host);
  const lines = others.flatMap(({ name, spec }) => podRanges(nodes, name).flatMap((range) => routeTo(range, spec.addresses)));
  return [
    '[Unit]',
    'Description=Routes to the pods of the other hosts of a rehearsal',
    'After=network.target',
    '',
    '[Service]',
    'Type=oneshot',
    'RemainAfterExit=yes',
    ...(lines.length > 0 ? lines : ['ExecStart=true']),
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
}

function routeTo(range: string, addresses: string[]): string[] {
  const family = range.includes(':');
  const via = addresses.find((address) => address.includes(':') === family);
  return via === undefined ? [] : [`ExecStart=ip ${family ? '-6' : '-4'} route replace ${range} via ${via}`];
}
