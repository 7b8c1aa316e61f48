import { MANIFEST_FOLDER } from '../../../lib/availability/rules/manifest-folder';
import { describe as line } from '../../../lib/cluster/finding';
import { rendered } from './certificate-names';

const says = (staticPodPath: string | null) => MANIFEST_FOLDER.check(rendered({ kubelet: { configuration: { staticPodPath } } })).map(line);

test('another folder, on every host that has static pods', () => {
  expect(says('/etc/other')).toEqual(
    ['cp-1', 'cp-2', 'cp-3'].map((host) => `HA311 ${host} kubelet staticPodPath: got /etc/other; allowed: /etc/kubernetes/manifests; fix: leave staticPodPath as it is`),
  );
});

test('no folder at all', () => {
  expect(says(null)[0]).toContain('got nothing');
});

test('the folder as it is rendered is good', () => {
  expect(says('/etc/kubernetes/manifests')).toEqual([]);
});
