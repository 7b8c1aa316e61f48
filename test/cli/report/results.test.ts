import { writeFileSync } from 'fs';
import { join } from 'path';
import { compare } from '../../../cli/report/rehearsal/compare';
import { Measurement, readResults } from '../../../cli/report/rehearsal/results';
import { assess, Failure, millisOf } from '../../../lib/availability/model';
import { temporaryFolder } from '../../temporary-folder';
import { clusterModel, THREE } from './models';

const MODEL = clusterModel(THREE);
const FIX = 'fix: give the file that the rehearsal of this cluster wrote';
const LOST: Failure = { kind: 'host', host: 'cp-1' };
const ONE: Measurement = { failure: LOST, service: 'api', runs: [120, 80] };

/** What is said about a file; its own path is left out. */
function said(content: unknown): string {
  const file = join(temporaryFolder(), 'results.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  try {
    return JSON.stringify(readResults(file, MODEL));
  } catch (error) {
    return (error as Error).message.replaceAll(file, 'results.json');
  }
}

const file = (...results: unknown[]) => ({ version: 1, cluster: 'prod', results });

test('results of every kind of failure are read', () => {
  const failures: Failure[] = [
    LOST,
    { kind: 'network', host: 'cp-1' },
    { kind: 'zone', zone: 'a' },
    { kind: 'crash', host: 'cp-1', process: 'etcd' },
    { kind: 'hang', host: 'worker-1', process: 'kubelet' },
    { kind: 'partition', groups: [['cp-1'], ['cp-2', 'cp-3']] },
    { kind: 'expired', host: 'cp-1', use: 'etcd-peer' },
    { kind: 'expired-ca', authority: 'etcd-ca' },
  ];
  const results = failures.map((failure) => ({ failure, service: 'controllers', runs: [0.5] }));
  expect(said(file(...results))).toBe(JSON.stringify(results));
});

test.each<[string, unknown, string]>([
  ['is no JSON', '{', `results.json: got something else than JSON; allowed: what schemas/rehearsal-results.schema.json describes; ${FIX}`],
  ['is a list', [], `results.json: the file: got []; allowed: a value that must be object; ${FIX}`],
  ['is of another version', { ...file(ONE), version: 2 }, `results.json: version: got 2; allowed: 1; ${FIX}`],
  ['has no cluster', { version: 1, results: [] }, `results.json: the file: got {"version":1,"results":[]}; allowed: an object with cluster; ${FIX}`],
  ['is of another cluster', { ...file(ONE), cluster: 'stage' }, `results.json: cluster: got stage; allowed: prod; ${FIX}`],
  ['has no runs', file({ ...ONE, runs: [] }), `results.json: results.0.runs: got []; allowed: a value that must NOT have fewer than 1 items; ${FIX}`],
  ['has a negative time', file({ ...ONE, runs: [1, -1] }), `results.json: results.0.runs.1: got -1; allowed: a value that must be >= 0; ${FIX}`],
  ['has a time in words', file({ ...ONE, runs: ['1s'] }), `results.json: results.0.runs.0: got "1s"; allowed: a value that must be number; ${FIX}`],
  [
    'has an unknown service',
    file({ ...ONE, service: 'web' }),
    `results.json: results.0.service: got "web"; allowed: api, connections, pods, controllers, scheduler; ${FIX}`,
  ],
  [
    'has an unknown field',
    file({ ...ONE, note: 1 }),
    `results.json: results.0: got {"failure":{"kind":"host","host":"cp-1"},"service":"api","runs":[120,80],"not...; allowed: an object without note; ${FIX}`,
  ],
  [
    'has an unknown failure',
    file({ ...ONE, failure: { kind: 'fire', host: 'cp-1' } }),
    `results.json: results.0.failure.kind: got "fire"; allowed: crash, hang, host, network, zone, partition, expired, expired-ca; ${FIX}`,
  ],
  [
    'names no program',
    file({ ...ONE, failure: { kind: 'hang', host: 'cp-1' } }),
    `results.json: results.0.failure: got {"kind":"hang","host":"cp-1"}; allowed: an object with process; ${FIX}`,
  ],
  [
    'names an unknown host',
    file({ ...ONE, failure: { kind: 'host', host: 'cp-9' } }),
    `results.json: results.0.failure: host: got "cp-9"; allowed: cp-1, cp-2, cp-3, worker-1; ${FIX}`,
  ],
  [
    'names an unknown zone',
    file({ ...ONE, failure: { kind: 'zone', zone: 'x' } }),
    `results.json: results.0.failure: zone: got "x"; allowed: a, b, c; ${FIX}`,
  ],
  [
    'names a program that is not there',
    file({ ...ONE, failure: { kind: 'crash', host: 'worker-1', process: 'etcd' } }),
    `results.json: results.0.failure: process: got etcd, which worker-1 does not run (etcd on worker-1 crashes); allowed: kubelet; ${FIX}`,
  ],
])('a file that %s is refused', (_, content, message) => {
  expect(said(content)).toBe(message);
});

test('a file that is not there is refused', () => {
  expect(() => readResults('/nonexistent/results.json', MODEL)).toThrow(
    `--rehearsal: got /nonexistent/results.json, which cannot be read (ENOENT); allowed: a file of JSON; ${FIX}`,
  );
});

test('least, median and most stand beside the bound', () => {
  const [compared] = compare(MODEL, [{ ...ONE, runs: [300, 100, 400, 200] }]);
  const bound = Math.max(
    ...assess(MODEL, [LOST])
      .clients.filter(({ client }) => client !== 'pods')
      .map(({ interruption }) => millisOf(interruption)),
  );
  expect(compared).toEqual({ failure: 'cp-1 lost', service: 'api', runs: 4, least: 100, median: 250, most: 400, bound, beyond: false });
});

test('one run above the bound is enough to be marked', () => {
  const [compared] = compare(MODEL, [{ ...ONE, runs: [1, 1, 3_600_000] }]);
  expect(compared).toMatchObject({ median: 1, most: 3_600_000, beyond: true });
});

test('what comes back although the model says that it does not is no bound that is broken', () => {
  const [compared] = compare(MODEL, [{ failure: { kind: 'expired-ca', authority: 'etcd-ca' }, service: 'api', runs: [5] }]);
  expect(compared).toMatchObject({ beyond: false });
  expect(compared!.bound).toBeUndefined();
});

test('measurements stand in the order of failures, then of services', () => {
  const of = (host: string, service: Measurement['service']): Measurement => ({ failure: { kind: 'host', host }, service, runs: [1] });
  const order = compare(MODEL, [of('cp-2', 'api'), of('cp-1', 'controllers'), of('cp-1', 'api')]).map(
    ({ failure, service }) => `${failure} ${service}`,
  );
  expect(order).toEqual(['cp-1 lost api', 'cp-1 lost controllers', 'cp-2 lost api']);
});
