import { ApiObject, Testing } from 'cdk8s';
import { HostDirectory, HostFile, KubernetesVersion, KubeScheduler } from '../../lib';
import { hostFiles, patchableObjects, staticPodNames } from '../../lib/node/find';

const chart = Testing.chart();
new HostFile(chart, 'file', { path: '/etc/a', content: '' });
new HostDirectory(chart, 'directory', { path: '/srv/a' });
new KubeScheduler(chart, 'scheduler', { version: KubernetesVersion.V1_36 });
new ApiObject(chart, 'foreign', { apiVersion: 'v1', kind: 'ConfigMap' });
new ApiObject(chart, 'foreign-pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'other' } });

test('objects of the user\'s own take no patches of ours', () => {
  expect(patchableObjects(chart).map((object) => object.kind)).toEqual(['HostFile', 'HostDirectory', 'Pod']);
});

test('only files are files', () => {
  expect(hostFiles(chart).map((file) => file.path)).toEqual(['/etc/a']);
});

test('a pod of the user\'s own is no static pod', () => {
  expect(staticPodNames(chart)).toEqual(['kube-scheduler']);
});
