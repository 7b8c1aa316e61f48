import { checked, DIST, patchedDist } from './checked';

test('the data of the reference blueprint has its documented shape', async () => {
  const { data } = await checked(DIST, { budget: ['api=1s'] });
  const [cluster] = data.clusters;
  expect(data.good).toBe(false);
  expect(Object.keys(cluster)).toEqual([
    ...[
      'cluster',
      'good',
      'problems',
      'findings',
      'accepted',
      'overBudget',
      'tolerance',
      'losses',
      'recoveries',
      'certificates',
      'cis',
      'assumptions',
    ],
    ...['notAsked', 'unread'],
  ]);
  expect(cluster.problems).toEqual({ errors: 0, warnings: 0, ended: 0, soon: 0, overBudget: cluster.overBudget.length, unread: 0 });
  expect(cluster.tolerance).toEqual({ hosts: 1, apiServers: 1, members: 1, zones: 1 });
  expect(cluster.recoveries.map(({ service }: any) => service)).toEqual(['api', 'connections', 'pods', 'controllers', 'scheduler']);
  expect(cluster.recoveries[1]).toMatchObject({ time: { millis: null, bounded: false } });
  expect(cluster.certificates).toEqual({ soonDays: 30, endings: null, planned: expect.arrayContaining([{ kind: 'CA', count: 3, days: [3650] }]) });
});

test('times are trees of terms', async () => {
  const [{ recoveries }] = (await checked(DIST)).data.clusters;
  expect(recoveries.find(({ service }: any) => service === 'pods').time).toMatchObject({
    kind: 'serial',
    millis: 28_000,
    bounded: true,
    parts: [
      { kind: 'term', name: 'etcd election', millis: 2000, formula: '2 x 1s' },
      { name: 'etcd extends leases' },
      { name: 'apiserver leaves the kubernetes Service', millis: 25_000 },
    ],
  });
});

test('a finding says rule, level, host, place, got, allowed, cause and fix', async () => {
  const { data, error } = await checked(patchedDist(['--profiling=false', '--profiling=true']));
  expect(error).toMatchObject({ message: 'prod: 3 errors', exitCode: 1 });
  expect(data.clusters[0].findings[0]).toEqual({
    rule: 'CIS-1.2.15',
    level: 'error',
    host: 'cp-1',
    place: 'kube-apiserver --profiling',
    got: 'true',
    allowed: 'false',
    cause: 'check 1.2.15 of the CIS Kubernetes benchmark fails, and an auditor will ask why',
    fix: 'remove what changes --profiling, or acknowledge the check with a reason',
  });
  expect(data.clusters[0].cis).toMatchObject({ benchmark: 'cis-1.12', failed: ['1.2.15', '1.3.2', '1.4.1'], accepted: ['1.2.1', '1.2.11'] });
});

test('warnings alone are good', async () => {
  const { data, text, error } = await checked(patchedDist(['podPidsLimit:', 'podPidsLimits:']));
  expect([error, data.good, text.split('\n')[0]]).toEqual([undefined, true, 'prod: good, 1 warning']);
});

test('zones that no Host object says are null, and the text says why', async () => {
  const { data, text } = await checked(patchedDist([/^ {2}zone: [abc]\n/gm, '']));
  expect(data.clusters[0].tolerance.zones).toBeNull();
  expect(text).toContain('  zones                       unknown: no Host object says them\n');
});
