import { KubernetesVersion } from '../../../lib';
import { REMOVED_FLAGS } from '../../../lib/description/rules/removed-flags';
import { linesOf } from '../given';

test('a flag of kube-apiserver that 1.33 removed', () => {
  expect(linesOf(REMOVED_FLAGS, { version: KubernetesVersion.V1_33, apiServer: { extraArgs: { 'cloud-provider': 'external' } } })).toEqual([
    'HA131 apiServer.extraArgs.cloud-provider: got Kubernetes 1.33.13; allowed: a version before 1.33, or no such flag; fix: remove it; the release notes of that minor say what replaces it',
  ]);
});

test('the same flag before', () => {
  expect(linesOf(REMOVED_FLAGS, { version: KubernetesVersion.V1_32, apiServer: { extraArgs: { 'cloud-provider': 'external' } } })).toEqual([]);
});

test('a flag of the kubelet that 1.35 removed', () => {
  expect(linesOf(REMOVED_FLAGS, { version: KubernetesVersion.V1_35, kubelet: { extraArgs: { 'pod-infra-container-image': 'x/pause:3.9' } } })).toEqual([
    'HA131 kubelet.extraArgs.pod-infra-container-image: got Kubernetes 1.35.4; allowed: a version before 1.35, or no such flag; fix: remove it; the release notes of that minor say what replaces it',
  ]);
});

test('an empty list removes a flag and is none', () => {
  expect(linesOf(REMOVED_FLAGS, { apiServer: { extraArgs: { 'cloud-provider': [] } } })).toEqual([]);
});

test('an admission plugin that 1.31 removed', () => {
  expect(linesOf(REMOVED_FLAGS, { version: KubernetesVersion.V1_31, apiServer: { admissionPlugins: ['PersistentVolumeLabel'] } })).toEqual([
    'HA131 apiServer.admissionPlugins: got PersistentVolumeLabel with Kubernetes 1.31.14; allowed: a version before 1.31, or no such plugin; fix: remove it; the release notes of that minor say what replaces it',
  ]);
});

test('the same plugin before', () => {
  expect(linesOf(REMOVED_FLAGS, { version: KubernetesVersion.V1_30, apiServer: { admissionPlugins: ['PersistentVolumeLabel'] } })).toEqual([]);
});
