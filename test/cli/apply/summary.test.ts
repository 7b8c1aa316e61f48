import { join } from 'path';
import { ApplyReport } from '../../../cli/apply/apply';
import { milliseconds } from '../../../cli/apply/register';
import { summaryOf } from '../../../cli/apply/summary';
import { readCluster } from '../../../cli/stream/read';

const cluster = readCluster(join(__dirname, '../../../dist'));
const REPORT: ApplyReport = {
  cluster: 'prod',
  server: 'https://10.0.0.11:6443',
  objects: [
    { object: 'ClusterRoleBinding/a', change: 'created' },
    { object: 'ClusterRoleBinding/b', change: 'changed' },
    { object: 'ClusterRoleBinding/c', change: 'unchanged' },
  ],
  nodes: [{ name: 'cp-1', labels: ['node-role.kubernetes.io/control-plane='], taints: ['a:NoSchedule'] }],
  founded: { cluster: 'prod', foundedAt: '2025-01-02T03:04:05.000Z', caFingerprint: 'AA', members: ['cp-1', 'cp-2', 'cp-3'] },
  recorded: true,
  unguarded: ['cp-1', 'cp-2', 'cp-3'],
  missing: [],
};

test('says what was done, and what comes next while a lost disk is not guarded', () => {
  expect(summaryOf(REPORT, cluster)).toMatchInlineSnapshot(`
"prod: 3 objects applied at https://10.0.0.11:6443, 1 of them unchanged
  created ClusterRoleBinding/a
  changed ClusterRoleBinding/b
Node cp-1: set label node-role.kubernetes.io/control-plane=, taint a:NoSchedule
recorded as founded on 2025-01-02T03:04:05.000Z with etcd members cp-1, cp-2, cp-3

A lost disk is not guarded yet: etcd of cp-1, cp-2, cp-3 starts with --initial-cluster-state=new, so members that lose their data
while the others are off could found an empty cluster, and nobody would notice. Next:
  1. in the description: etcd: EtcdTopology.stacked({ bootstrap: EtcdBootstrap.EXISTING })
  2. npm run synth
  3. ha-cluster bundle
  4. install it on one host after the other; go on when the API server of that host is ready"
`);
});

test('when all is as described and guarded, nothing is left to do', () => {
  const objects = REPORT.objects.map(({ object }) => ({ object, change: 'unchanged' as const }));
  expect(summaryOf({ ...REPORT, objects, nodes: [], recorded: false, unguarded: [] }, cluster)).toMatchInlineSnapshot(`
"prod: 3 objects are as described, at https://10.0.0.11:6443
Nodes have their labels and taints
founded on 2025-01-02T03:04:05.000Z with etcd members cp-1, cp-2, cp-3"
`);
});

test('a cluster that is not complete has no next step but to become it', () => {
  const { founded: _, ...rest } = REPORT;
  expect(summaryOf({ ...rest, recorded: false, missing: ['API server of cp-2 at x: y'] }, cluster)).toContain(
    'not recorded as founded: something is missing',
  );
});

test.each([
  ['90s', 90_000],
  ['5m', 300_000],
  ['1h', 3_600_000],
])('%s is a time to wait', (text, millis) => {
  expect(milliseconds(text)).toBe(millis);
});

test.each(['5', '0s', '-1m', '5 m', '1d', ''])('%j is none', (text) => {
  expect(() => milliseconds(text)).toThrow('Allowed: a whole number and s, m or h, like 90s or 5m.');
});
