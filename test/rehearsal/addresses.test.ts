import { join } from 'path';
import { readCluster } from '../../cli/stream/read';
import { clientInterface, interfaceOf } from '../../rehearsal/addresses';

const reference = readCluster(join(__dirname, '../../dist'));
const withHosts = (nodes: string[] | undefined, ...addresses: string[]) => ({
  ...reference,
  spec: { ...reference.spec, endpoint: undefined, networks: { ...reference.spec.networks, nodes } },
  hosts: addresses.map((address, index) => ({
    ...reference.hosts[0],
    name: `h-${index}`,
    spec: { ...reference.hosts[0].spec, addresses: [address] },
  })),
});

test('an address gets the prefix of the network of hosts that holds it', () => {
  expect(interfaceOf(withHosts(['10.0.0.0/20', 'fd00::/56'], '10.0.0.11'), '10.0.15.1')).toEqual({ address: '10.0.15.1', prefix: 20 });
  expect(interfaceOf(withHosts(['10.0.0.0/20', 'fd00::/56'], '10.0.0.11'), 'fd00::1')).toEqual({ address: 'fd00::1', prefix: 56 });
});

test('without such a network it is a /24 or a /64', () => {
  expect(interfaceOf(withHosts(undefined, '10.0.0.11'), '10.1.0.1').prefix).toBe(24);
  expect(interfaceOf(withHosts([], '10.0.0.11'), 'fd00::1').prefix).toBe(64);
});

test('the client is the last address that no host has', () => {
  expect(clientInterface(reference)).toEqual({ address: '10.0.0.254', prefix: 24 });
  expect(clientInterface(withHosts(['10.0.0.0/24'], '10.0.0.254', '10.0.0.253')).address).toBe('10.0.0.252');
  expect(clientInterface(withHosts(['fd00:0:0:1::/64'], 'fd00:0:0:1::b'))).toEqual({ address: 'fd00::1:ffff:ffff:ffff:fffe', prefix: 64 });
});

test('a network without a free address is an error', () => {
  expect(() => clientInterface(withHosts(['10.0.0.4/30'], '10.0.0.5', '10.0.0.6', '10.0.0.4'))).toThrow(
    'networks.nodes: no address is free for a client in 10.0.0.5/30; fix: widen the network',
  );
});
