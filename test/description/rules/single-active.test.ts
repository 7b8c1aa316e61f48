import { EtcdTopology } from '../../../lib';
import { SINGLE_ACTIVE } from '../../../lib/description/rules/single-active';
import { controlPlanes, linesOf } from '../given';

test('a reconciler that keeps dead apiservers', () => {
  expect(linesOf(SINGLE_ACTIVE, { apiServer: { extraArgs: { 'endpoint-reconciler-type': 'master-count' } } })).toEqual([
    'HA132 apiServer.extraArgs.endpoint-reconciler-type: got "master-count"; allowed: lease, or no such flag: the others leave the address of a dead apiserver in the kubernetes Service; fix: remove the flag',
  ]);
});

test('controllers without a leader', () => {
  expect(linesOf(SINGLE_ACTIVE, { controllerManager: { extraArgs: { 'leader-elect': 'false' } }, scheduler: { extraArgs: { 'leader-elect': ['true', 'false'] } } })).toEqual([
    'HA132 controllerManager.extraArgs.leader-elect: got "false"; allowed: true, or no such flag: without it every copy works at once, against each other; fix: remove the flag',
    'HA132 scheduler.extraArgs.leader-elect: got "false"; allowed: true, or no such flag: without it every copy binds the same pods; fix: remove the flag',
  ]);
});

test('the defaults said aloud', () => {
  expect(linesOf(SINGLE_ACTIVE, { apiServer: { extraArgs: { 'endpoint-reconciler-type': 'lease' } }, scheduler: { extraArgs: { 'leader-elect': 'true' } } })).toEqual([]);
});

test('one control plane may do without', () => {
  expect(linesOf(SINGLE_ACTIVE, { controlPlanes: controlPlanes(1), etcd: EtcdTopology.singleForDevelopment(), scheduler: { extraArgs: { 'leader-elect': 'false' } } })).toEqual([]);
});
