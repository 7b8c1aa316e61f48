import { LEADER_ELECTION } from '../../../lib/availability/rules/leader-election';
import { clusterOf, podObject, says } from '../rendered-objects';

const host = (...flags: string[]) => ({ pods: [podObject('kube-controller-manager', flags)] });

test('one of several that does not wait to be elected', () => {
  expect(says(LEADER_ELECTION, clusterOf({ 'cp-1': host('--leader-elect=false'), 'cp-2': host() }))).toEqual([
    'HA223 cp-1 kube-controller-manager --leader-elect: got false; allowed: true: it runs on 2 hosts; fix: remove --leader-elect=false',
  ]);
});

test('a single one needs no election', () => {
  expect(says(LEADER_ELECTION, clusterOf({ 'cp-1': host('--leader-elect=false') }))).toEqual([]);
});
