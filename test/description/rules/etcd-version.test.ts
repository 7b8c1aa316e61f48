import { EtcdTopology, KubernetesVersion } from '../../../lib';
import { ETCD_VERSION } from '../../../lib/description/rules/etcd-version';
import { linesOf } from '../given';

test('an etcd that kubeadm no longer takes', () => {
  expect(linesOf(ETCD_VERSION, { etcd: EtcdTopology.stacked({ version: '3.5.23-0' }) })).toEqual([
    'HA129 etcd.version: got 3.5.23-0; allowed: 3.5.24 or later with Kubernetes 1.36.3; fix: leave etcd.version out to get the version that belongs to Kubernetes, or give a newer one',
  ]);
});

test('the oldest that it takes', () => {
  expect(linesOf(ETCD_VERSION, { etcd: EtcdTopology.stacked({ version: '3.5.24-0' }) })).toEqual([]);
});

test('an etcd that loses consistency', () => {
  expect(linesOf(ETCD_VERSION, { version: KubernetesVersion.V1_28, etcd: EtcdTopology.stacked({ version: '3.5.2-0' }) })).toEqual([
    'HA129 etcd.version: got 3.5.2-0; allowed: 3.5.3 or later with Kubernetes 1.28.15; fix: leave etcd.version out to get the version that belongs to Kubernetes, or give a newer one',
  ]);
});

test('the release that corrected it', () => {
  expect(linesOf(ETCD_VERSION, { version: KubernetesVersion.V1_28, etcd: EtcdTopology.stacked({ version: '3.5.3-0' }) })).toEqual([]);
});
