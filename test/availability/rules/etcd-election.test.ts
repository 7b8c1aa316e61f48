import { ETCD_ELECTION } from '../../../lib/availability/rules/etcd-election';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function etcd(...flags: string[]) {
  return clusterOf({ 'cp-1': { pods: [podObject('etcd', flags)] } });
}

test('an election timeout below five heartbeats', () => {
  expect(says(ETCD_ELECTION, etcd('--heartbeat-interval=250'))).toEqual([
    'HA203 cp-1 etcd --election-timeout: got 1s; allowed: at least 1.25s, 5 x the heartbeat interval of 250ms; ' +
      'fix: set the election timeout to ten times the heartbeat interval, on every member',
  ]);
});

test('an election timeout above what etcd accepts', () => {
  expect(faults(ETCD_ELECTION, etcd('--election-timeout=50001'))).toEqual(['HA203 cp-1 etcd --election-timeout: got 50.001s; allowed: at most 50s']);
});

test.each([[[]], [['--heartbeat-interval=200']], [['--election-timeout=50000']]])('%j is good', (flags) => {
  expect(says(ETCD_ELECTION, etcd(...flags))).toEqual([]);
});
