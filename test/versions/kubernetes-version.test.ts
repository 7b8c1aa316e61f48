import { KubernetesVersion } from '../../lib';

test('a constant stands for the patch whose sources were read', () => {
  const constants = [KubernetesVersion.V1_28, KubernetesVersion.V1_29, KubernetesVersion.V1_30, KubernetesVersion.V1_31, KubernetesVersion.V1_32,
    KubernetesVersion.V1_33, KubernetesVersion.V1_34, KubernetesVersion.V1_35, KubernetesVersion.V1_36];
  expect(constants.map(String)).toEqual(['1.28.15', '1.29.15', '1.30.14', '1.31.14', '1.32.13', '1.33.13', '1.34.4', '1.35.4', '1.36.3']);
});

test('a patch of the user\'s own keeps the facts of its minor', () => {
  const version = KubernetesVersion.of('v1.35.9');
  expect([version.version, version._row()?.minor, version._row()?.etcd]).toEqual(['1.35.9', 35, '3.6.6-0']);
});

test.each(['1.27.16', '1.37.0', '2.30.1', '1.35', 'v1.35.4-rc.1', '1.35.4 ', 'latest', ''])('%j has no row', (text) => {
  expect(KubernetesVersion.of(text)._row()).toBeUndefined();
});

test('a number from JavaScript is no version, and no stack trace either', () => {
  expect(KubernetesVersion.of(1.35 as any)._row()).toBeUndefined();
});
