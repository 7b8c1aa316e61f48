import { canonical, familyOf, isLoopback } from '../../cluster/address';

/** Where names are resolved before anybody is asked. */
export const HOSTS_PATH = '/etc/hosts';

/** The addresses that /etc/hosts gives a name, loopback ones left out: they say nothing about which host it is. */
export function addressesIn(hosts: string, name: string): string[] {
  const found = hosts.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*$/, '').trim().split(/\s+/);
    return names.includes(name) && familyOf(address) !== undefined && !isLoopback(address) ? [canonical(address)] : [];
  });
  return [...new Set(found)];
}
