import { ENDPOINT_RECONCILER } from '../../../lib/availability/rules/endpoint-reconciler';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

const cluster = (...flags: string[]) => clusterOf({ 'cp-1': { pods: [podObject('kube-apiserver', flags)] } });

test.each(['none', 'master-count'])('%s keeps no list of those that live', (type) => {
  expect(faults(ENDPOINT_RECONCILER, cluster(`--endpoint-reconciler-type=${type}`))).toEqual([
    `HA225 cp-1 kube-apiserver --endpoint-reconciler-type: got ${type}; allowed: lease`,
  ]);
});

test('leases, said or not', () => {
  expect([...says(ENDPOINT_RECONCILER, cluster()), ...says(ENDPOINT_RECONCILER, cluster('--endpoint-reconciler-type=lease'))]).toEqual([]);
});
