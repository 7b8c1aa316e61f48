import { cpSync, writeFileSync } from 'fs';
import { join } from 'path';
import { compare } from '../../../cli/diff/compare';
import { temporaryFolder } from '../../temporary-folder';

const GUIDE = join(__dirname, '../../../examples/kubeadm-guide');
const MANIFEST = 'cp-2/etc/kubernetes/manifests/kube-apiserver.yaml';

function guide(manifest?: string): string {
  const folder = temporaryFolder();
  cpSync(GUIDE, folder, { recursive: true });
  if (manifest !== undefined) writeFileSync(join(folder, MANIFEST), manifest);
  return folder;
}

const unread = (before: string, after: string) =>
  compare({ before, after, hosts: true }).flatMap(({ changes }) => changes.filter(({ kind }) => kind === 'unread'));

test('manifests that are broken on both sides are never no difference', () => {
  const [change, ...others] = unread(guide('a: ['), guide('b: [[['));
  expect(others).toEqual([]);
  expect(change).toMatchObject({ host: 'cp-2', severity: 'danger', subject: '/etc/kubernetes/manifests/kube-apiserver.yaml' });
  expect(change!.text).toContain('is not YAML, and the kubelet starts no pod from it');
});

test('a manifest that became unreadable says which side', () => {
  const [change] = unread(guide(), guide('a: ['));
  expect(change!.text).toMatch(/^\/etc\/kubernetes\/manifests\/kube-apiserver\.yaml: new: is not YAML/);
});

test('trees that can be read have none', () => {
  expect(unread(guide(), guide())).toEqual([]);
});
