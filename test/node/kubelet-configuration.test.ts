import { Duration } from 'cdk8s';
import { KubeletRole } from '../../lib';
import { kubeletConfiguration, shutdownByPriority, shutdownSeconds } from '../../lib/node/kubelet-configuration';

const INPUT = { clusterDns: ['10.96.0.10'], clusterDomain: 'cluster.local', taints: [], apiserverGracePeriod: Duration.seconds(80) };

test('workloads stop first, then the apiserver, etcd last', () => {
  expect(shutdownByPriority(KubeletRole.CONTROL_PLANE, Duration.seconds(80))).toEqual([
    { priority: 0, shutdownGracePeriodSeconds: 30 },
    { priority: 2_000_000_000, shutdownGracePeriodSeconds: 85 },
    { priority: 2_000_001_000, shutdownGracePeriodSeconds: 15 },
  ]);
});

test.each([
  [KubeletRole.CONTROL_PLANE, 130],
  [KubeletRole.WORKER, 75],
  [KubeletRole.STANDALONE, 75],
])('%s may take %i seconds in all', (role, seconds) => {
  expect(shutdownSeconds(role, Duration.seconds(80))).toBe(seconds);
});

test('a grace period in fractions is rounded up', () => {
  expect(shutdownSeconds(KubeletRole.CONTROL_PLANE, Duration.millis(80_500))).toBe(131);
});

test('nobody reaches a node\'s kubelet without a certificate', () => {
  const { authentication, authorization, readOnlyPort } = kubeletConfiguration({ ...INPUT, role: KubeletRole.WORKER });
  expect({ authentication, authorization, readOnlyPort }).toEqual({
    authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: '/etc/kubernetes/pki/ca.crt' } },
    authorization: { mode: 'Webhook' },
    readOnlyPort: 0,
  });
});

test('a standalone kubelet asks no API and serves nothing', () => {
  const standalone = kubeletConfiguration({ ...INPUT, role: KubeletRole.STANDALONE });
  expect([standalone.enableServer, standalone.authorization, standalone.clusterDNS, standalone.tlsCertFile]).toEqual([false, { mode: 'AlwaysAllow' }, undefined, undefined]);
});

test('the control plane\'s taint comes before the user\'s', () => {
  const taints = [{ key: 'a', effect: 'NoExecute' }];
  expect(kubeletConfiguration({ ...INPUT, taints, role: KubeletRole.CONTROL_PLANE }).registerWithTaints).toEqual([{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }, ...taints]);
  expect(kubeletConfiguration({ ...INPUT, taints, role: KubeletRole.WORKER }).registerWithTaints).toEqual(taints);
  expect('registerWithTaints' in kubeletConfiguration({ ...INPUT, role: KubeletRole.WORKER })).toBe(false);
});
