import { parseBudget } from '../../../cli/check/budget';
import { InputError } from '../../../cli/command/errors';
import { checked, DIST, patchedDist, sectionOf } from './checked';

test('names with times, in one list or in several', () => {
  expect([...parseBudget(['api=2s, pods = 1m30s', 'connections=500ms'])]).toEqual([
    ['api', 2000],
    ['pods', 90_000],
    ['connections', 500],
  ]);
  expect(parseBudget([]).size).toBe(0);
});

test.each([
  [
    'apis=2s',
    '--budget: got "apis=2s"; allowed: api, connections, pods, controllers, scheduler, each with = and a time; fix: as in --budget api=2s,controllers=20s',
  ],
  [
    '',
    '--budget: got ""; allowed: api, connections, pods, controllers, scheduler, each with = and a time; fix: as in --budget api=2s,controllers=20s',
  ],
  [
    'api',
    '--budget: got "api"; allowed: api, connections, pods, controllers, scheduler, each with = and a time; fix: as in --budget api=2s,controllers=20s',
  ],
  ['api=2', '--budget api: got "2"; allowed: a time above zero such as 500ms, 2s or 1m30s; fix: as in --budget api=2s,controllers=20s'],
  ['api=0s', '--budget api: got "0s"; allowed: a time above zero such as 500ms, 2s or 1m30s; fix: as in --budget api=2s,controllers=20s'],
  ['api=-1s', '--budget api: got "-1s"; allowed: a time above zero such as 500ms, 2s or 1m30s; fix: as in --budget api=2s,controllers=20s'],
  ['api=2s,api=3s', '--budget: got api twice; allowed: each service once; fix: remove one of them'],
])('%j is refused with what is allowed', (text, message) => {
  expect(() => parseBudget([text])).toThrow(new InputError(message));
});

test('a bound within its budget is good, to the millisecond', async () => {
  expect((await checked(DIST, { budget: ['api=3100ms,controllers=10400ms,scheduler=10400ms,pods=28s'] })).error).toBeUndefined();
  const { text, error } = await checked(DIST, { budget: ['api=3099ms'] });
  expect(error).toMatchObject({ message: 'prod: 1 over budget', exitCode: 1 });
  expect(sectionOf(text, 'Over budget')).toMatchInlineSnapshot(`
"Over budget
  error api: budget 3099 ms, got 3100 ms after kube-apiserver on any of cp-1, cp-2, cp-3 hangs
              3.1 s     HAProxy detection (inter 2s + 2 x connect 300ms + 1 x fastinter 500ms)
    change: inter, fastinter, fall, timeout connect and timeout check in haproxy.cfg (proxyInterval,
      proxyFastInterval; of workers workerProxyInterval, workerProxyFastInterval; proxyFall,
      proxyConnectTimeout, proxyCheckTimeout)"
`);
});

test('what has no bound is over every budget', async () => {
  const { text, data } = await checked(DIST, { budget: ['connections=8760h'] });
  expect(sectionOf(text, 'Over budget')).toMatchInlineSnapshot(`
"Over budget
  error connections: budget 8760 h, got no bound after etcd on any of cp-1, cp-2, cp-3 crashes; etcd on any of
      cp-1, cp-2, cp-3 hangs
              no bound  open connection stays where nothing works (an apiserver that is not ready keeps its
                        connections)
    change: error-status of http-check expect in haproxy.cfg: without it, such an apiserver is marked down,
      and on-marked-down shutdown-sessions cuts its connections"
`);
  expect(data.clusters[0].overBudget[0].time).toMatchObject({ millis: null, bounded: false });
});

test('a failure that a service does not survive is over its budget, with what is missing', async () => {
  const { text, error } = await checked(oneZone(), { budget: ['api=1h,controllers=1h'] });
  expect(error).toMatchObject({ message: 'prod: 2 over budget', exitCode: 1 });
  expect(sectionOf(text, 'Over budget')).toMatchInlineSnapshot(`
"Over budget
  error api: budget 1 h, got not back (users: reads no, writes no) after zone a lost
  error controllers: budget 1 h, got not back (nobody acts) after zone a lost"
`);
});

/** Two of three members in one zone, as far as the kubelets say. */
function oneZone(): string {
  return patchedDist(['zone: b', 'zone: a'], ['topology.kubernetes.io/zone=b', 'topology.kubernetes.io/zone=a']);
}
