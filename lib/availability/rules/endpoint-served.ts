import { canonical, parseAddress } from '../../cluster/address';
import { acceptsAt, endpointPort } from '../read/endpoint-port';
import { RenderedCluster } from '../read/rendered';
import { inInstance, virtualRoutersOf } from '../read/virtual-routers';
import { Fault, renderedRule } from './rule';

/** HA219. */
export const ENDPOINT_SERVED = renderedRule(
  {
    id: 'HA219',
    title: 'somebody keeps the virtual IP of the endpoint, and accepts connections there',
    cause: 'every kubeconfig of users and workers leads to an address that no host has, or to a port at which nobody listens',
    fix: 'let virtual_ipaddress of keepalived.conf and bind of haproxy.cfg say what the endpoint says, or remove the patch that changed them',
    needsWhole: true,
  },
  (cluster) => {
    const said = cluster.object?.spec?.endpoint;
    if (said?.kind !== 'haproxyKeepalived' || typeof said.host !== 'string') return [];
    const address = canonical(said.host);
    // What a name leads to is somebody else's affair.
    if (!parseAddress(address)) return [];
    const router = virtualRoutersOf(cluster).find(({ members }) =>
      members.some(({ instance }) => instance.addresses.some((kept) => canonical(kept.address) === address)),
    );
    return router ? router.members.flatMap((member) => unaccepted(cluster, member)) : nobody(cluster, address);
  },
);

function nobody(cluster: RenderedCluster, address: string): Fault[] {
  const [first] = cluster.hosts.filter((host) => host.component('kube-apiserver'));
  const kept = virtualRoutersOf(cluster).map(({ name }) => name);
  const got = kept.length === 0 ? 'nothing' : kept.join(', ');
  return first ? [{ host: first.name, field: '/etc/keepalived/keepalived.conf virtual_ipaddress', got, allowed: `${address}, the endpoint` }] : [];
}

function unaccepted(cluster: RenderedCluster, member: Parameters<typeof acceptsAt>[0]): Fault[] {
  const port = endpointPort(cluster);
  if (port === undefined || acceptsAt(member, port)) return [];
  const { host, instance } = member;
  return [
    {
      host: host.name,
      field: inInstance(instance, 'port'),
      got: `nobody who listens at ${port}`,
      allowed: 'a HAProxy that hands connections at the endpoint to apiservers',
    },
  ];
}
