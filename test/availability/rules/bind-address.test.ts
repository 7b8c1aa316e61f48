import { apiServersOf, leadsTo } from '../../../lib/availability/read/apiservers';
import { BIND_ADDRESS } from '../../../lib/availability/rules/bind-address';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

const host = (...flags: string[]) => ({ pods: [podObject('kube-apiserver', flags)] });
const ADVERTISED = '--advertise-address=10.0.0.11';
const PLACE = 'HA224 cp-1 kube-apiserver --bind-address: got';

test.each(['127.0.0.1', '10.0.0.12'])('an apiserver that listens at %s alone', (bind) => {
  const cluster = clusterOf({ 'cp-1': host(ADVERTISED, `--bind-address=${bind}`), 'cp-2': host() });
  expect(faults(BIND_ADDRESS, cluster)).toEqual([`${PLACE} ${bind}; allowed: 0.0.0.0, ::, 10.0.0.11`]);
  const [server] = apiServersOf(cluster);
  expect(leadsTo(server!, '10.0.0.11', 6443, cluster.hosts[1]!)).toBe(false);
});

test('without an advertised address, loopback is as wrong', () => {
  expect(faults(BIND_ADDRESS, clusterOf({ 'cp-1': host('--bind-address=127.0.0.1') }))).toEqual([
    `${PLACE} 127.0.0.1; allowed: 0.0.0.0, ::, 10.0.0.11`,
  ]);
});

test.each(['0.0.0.0', '::', '10.0.0.11'])('%s is where clients ask', (bind) => {
  const cluster = clusterOf({ 'cp-1': host(ADVERTISED, `--bind-address=${bind}`), 'cp-2': host() });
  expect(says(BIND_ADDRESS, cluster)).toEqual([]);
  const [server] = apiServersOf(cluster);
  expect([leadsTo(server!, '10.0.0.11', 6443, cluster.hosts[1]!), leadsTo(server!, '127.0.0.1', 6443, cluster.hosts[0]!)]).toEqual([
    true,
    bind !== '10.0.0.11',
  ]);
});
