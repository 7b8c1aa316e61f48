import { canonical } from '../../cluster/address';
import { HaproxyBind } from './haproxy-file';
import { RenderedCluster } from './rendered';
import { RouterMember } from './virtual-routers';

/** The port of the endpoint, as the description says it; undefined where there is none. */
export function endpointPort(cluster: RenderedCluster): number | undefined {
  const port: unknown = cluster.object?.spec?.endpoint?.port;
  return typeof port === 'number' ? port : undefined;
}

/**
 * Whether a host that keeps a virtual IP accepts connections for the API at that address and port: its HAProxy, or its apiserver itself.
 *
 * A frontend that only answers as a monitor does not count.
 */
export function acceptsAt({ host, instance }: RouterMember, port: number): boolean {
  const addresses = instance.addresses.map(({ address }) => canonical(address));
  const proxies = (host.haproxy()?.proxies ?? []).filter(
    ({ monitorUri, backends, servers }) => monitorUri === undefined && backends.length + servers.length > 0,
  );
  if (proxies.some(({ binds }) => binds.some((bind) => bind.first <= port && port <= bind.last && covers(bind, addresses)))) return true;
  const apiServer = host.component('kube-apiserver')?.flags();
  return apiServer !== undefined && (apiServer.number('secure-port') ?? 6443) === port && coversAll(apiServer.value('bind-address'), addresses);
}

function covers({ address }: HaproxyBind, addresses: string[]): boolean {
  if (address === '*' || address === '::' || address === '') return true;
  return addresses.includes(canonical(address));
}

function coversAll(bindAddress: string | undefined, addresses: string[]): boolean {
  return bindAddress === undefined || ['0.0.0.0', '::', ''].includes(bindAddress) || addresses.includes(canonical(bindAddress));
}
