import { Testing } from 'cdk8s';
import { HostDirectory, HostFile } from '../../lib';
import { digest, slug } from '../../lib/node/kinds';
import { objectsOf } from '../yaml';

test.each([
  ['/etc/haproxy/haproxy.cfg', 'etc-haproxy-haproxy-cfg'],
  ['/etc/systemd/system/kubelet.service.d/10-kubeadm.conf', 'etc-systemd-system-kubelet-service-d-10-kubeadm-conf'],
  ['/srv/My_File', 'srv-my-file'],
])('%s is named %s', (path, name) => {
  expect(slug(path)).toBe(name);
});

test('a digest is the beginning of the SHA-256', () => {
  expect(digest('', 8)).toBe('e3b0c442');
});

const named = (...paths: string[]) =>
  objectsOf((chart) => paths.forEach((path, index) => new HostFile(chart, `f${index}`, { path, content: '' }))).map((object) => object.metadata.name);

test('two paths of one slug get two names, the second with a hash of its path', () => {
  expect(named('/etc/a.conf', '/etc/a-conf')).toEqual(['etc-a-conf', `etc-a-conf-${digest('/etc/a-conf', 8)}`]);
});

test('names do not depend on other charts', () => {
  expect([named('/etc/a.conf'), named('/etc/a-conf')]).toEqual([['etc-a-conf'], ['etc-a-conf']]);
});

test('a file and a directory may have the same name, because kinds differ', () => {
  const chart = Testing.chart();
  new HostFile(chart, 'file', { path: '/etc/a.d', content: '' });
  new HostDirectory(chart, 'directory', { path: '/etc/a-d' });
  expect(Testing.synth(chart).map((object: any) => object.metadata.name)).toEqual(['etc-a-d', 'etc-a-d']);
});

test('a name is never longer than Kubernetes allows', () => {
  const [name] = named(`/${'a'.repeat(300)}`);
  expect(name.length).toBeLessThanOrEqual(253);
});
