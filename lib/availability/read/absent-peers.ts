import { canonical, familyOf, isLoopback } from '../../cluster/address';
import { apiBackendsOf } from './balancers';
import { etcdMembersOf } from './etcd-members';
import { isAddressOf } from './host-names';
import { Unread } from './observation';
import { RenderedCluster } from './rendered';
import { RenderedHost } from './rendered-host';
import { placeOfUrl } from './serving-certificates';
import { routerMembersOf } from './virtual-routers';

/** An address or name by which a file of one host speaks of another. */
interface Mention {
  readonly address: string;
  readonly from: RenderedHost;
  readonly where: string;
  /** What the file calls it, where that is the name of a host. */
  readonly name?: string;
}

/**
 * Hosts that files name and that are not there, by address: servers of HAProxy that lead to the API, members of etcd, the others of a virtual IP.
 *
 * An etcd of which no member is there is another cluster's, or nobody's here: its members are not listed.
 *
 * @param known whether an address or name is that of a host that is known to be missing
 */
export function absentPeers(cluster: RenderedCluster, known: (address: string) => boolean): Unread[] {
  const virtual = new Set(routerMembersOf(cluster).flatMap(({ instance }) => instance.addresses.map(({ address }) => canonical(address))));
  const absent = mentionsIn(cluster)
    .filter(({ address, name }) => !isNobody(address) && !virtual.has(address) && !known(address) && !(name !== undefined && known(name)))
    .filter(({ address, from }) => !cluster.hosts.some((host) => isAddressOf(address, host, from)))
    .flatMap((mention) => placesOf(mention, virtual).map((address) => ({ ...mention, address })));
  const addresses = [...new Set(absent.map(({ address }) => address))].sort();
  return addresses.map((address) => {
    const mentions = absent.filter((mention) => mention.address === address);
    const host = mentions.find(({ name }) => name !== undefined)?.name;
    return { host: host ?? address, path: '/', problem: `no tree here has ${address}, which ${wordsOf(mentions)} names` };
  });
}

/** One address for a name that /etc/hosts knows, so that name and address are one host. */
function placesOf({ address, from }: Mention, virtual: Set<string>): string[] {
  const [found = address] = from.addressesNamed(address);
  return virtual.has(found) ? [] : [found];
}

function mentionsIn(cluster: RenderedCluster): Mention[] {
  const members = etcdMembersOf(cluster);
  return [
    ...apiBackendsOf(cluster).flatMap(({ host, proxy }) =>
      proxy.servers.map(({ address }) => ({ address: canonical(address), from: host, where: host.haproxyPath })),
    ),
    ...routerMembersOf(cluster).flatMap(({ host, instance }) =>
      instance.unicastPeers.map((address) => ({ address: canonical(address), from: host, where: host.keepalivedPath })),
    ),
    ...members.flatMap(({ host, pod }) => pod.flags().list('initial-cluster').flatMap((entry) => memberIn(entry, host))),
    ...(members.length === 0 ? [] : cluster.hosts.flatMap(etcdServers)),
  ];
}

function memberIn(entry: string, from: RenderedHost): Mention[] {
  const [name = '', url] = entry.split('=');
  const place = placeOfUrl(url);
  return place ? [{ address: place.address, from, where: 'etcd --initial-cluster', ...(name === '' ? {} : { name }) }] : [];
}

function etcdServers(from: RenderedHost): Mention[] {
  const urls = from.component('kube-apiserver')?.flags().list('etcd-servers') ?? [];
  return urls.flatMap((url) => {
    const place = placeOfUrl(url);
    return place ? [{ address: place.address, from, where: 'kube-apiserver --etcd-servers' }] : [];
  });
}

function isNobody(address: string): boolean {
  return address === '' || isLoopback(address) || ['0.0.0.0', '::', '*'].includes(address) || (familyOf(address) === undefined && /[^\w.-]/.test(address));
}

function wordsOf(mentions: Mention[]): string {
  const places = [...new Set(mentions.map(({ where }) => where))].sort();
  return places
    .map((where) => {
      const hosts = [...new Set(mentions.filter((mention) => mention.where === where).map(({ from }) => from.name))].sort();
      return `${where} of ${hosts.join(', ')}`;
    })
    .join(' and ');
}
