import { KubernetesVersion, Patch } from '../../../lib';
import { PROBE_PORTS } from '../../../lib/availability/rules/probe-ports';
import { describe as line } from '../../../lib/cluster/finding';
import { rendered } from './certificate-names';

const FIX = 'fix: change the ports of the probes by a patch as well, or leave the port as it is';
const says = (change: Parameters<typeof rendered>[0]) => PROBE_PORTS.check(rendered(change)).map(line).filter((text) => text.includes(' cp-1 '));

test.each([KubernetesVersion.V1_28, KubernetesVersion.V1_36])('%s as it is rendered', (version) => {
  expect(PROBE_PORTS.check(rendered({ version }))).toEqual([]);
});

test('a scheduler that serves elsewhere', () => {
  expect(says({ scheduler: { extraArgs: { 'secure-port': '20259' } } })).toEqual(
    ['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => `HA309 cp-1 kube-scheduler ${probe}: got port 10259; allowed: port 20259, which it serves; ${FIX}`),
  );
});

test('an etcd that serves its health elsewhere, with ports by number', () => {
  expect(says({ version: KubernetesVersion.V1_28, etcdMember: { extraArgs: { 'listen-metrics-urls': 'http://127.0.0.1:3381' } } })).toEqual(
    ['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => `HA309 cp-1 etcd ${probe}: got port 2381; allowed: port 3381, which it serves; ${FIX}`),
  );
});

test('a port that was changed in both places is good', () => {
  const ports = [{ name: 'probe-port', containerPort: 20259, protocol: 'TCP' }, { containerPort: 10259, $patch: 'delete' }];
  const patch = Patch.strategicMerge({ kind: 'Pod', name: 'kube-scheduler' }, { spec: { containers: [{ name: 'kube-scheduler', ports }] } });
  expect(says({ scheduler: { extraArgs: { 'secure-port': '20259' } }, patches: [patch] })).toEqual([]);
});
