import { assess, Assessment, Client, ClusterModel, Failure, millisOf } from '../../../lib/availability/model';
import { crash, expired, hang, lost } from './scenarios/scenario';
import { Edit, modelled } from './scenarios/topologies';

/** One bound each, of three masters with external etcd, so that no election covers what balancers and addresses do. */
const BOUNDS = {
  'one apiserver host gone': users(lost('cp-1')),
  'two apiservers crashed': users(crash('kube-apiserver', 'cp-1', 'cp-2')),
  'two apiserver hosts gone': users(lost('cp-1', 'cp-2')),
  'apiserver hung': users(hang('kube-apiserver', 'cp-1')),
  'apiserver not ready': users(expired('apiserver-etcd-client')),
  'HAProxy crashed': users(crash('haproxy', 'cp-1')),
  'HAProxy hung': users(hang('haproxy', 'cp-1')),
  'keepalived crashed': users(crash('keepalived', 'cp-1')),
  'etcd member crashed': users(crash('etcd', 'etcd-1')),
  'Service, apiserver crashed': through('pods', crash('kube-apiserver', 'cp-1')),
  'Service, etcd member crashed as well': through('pods', [...crash('kube-apiserver', 'cp-1'), ...crash('etcd', 'etcd-1')]),
  controllers: bound(crash('kube-controller-manager', 'cp-1'), (after) => millisOf(after.controllers.interruption)),
  scheduler: bound(crash('kube-scheduler', 'cp-1'), (after) => millisOf(after.scheduler.interruption)),
  'pods replaced': bound(lost('worker-1'), (after) => millisOf(after.workloads.replaced)),
} satisfies Record<string, (model: ClusterModel) => number>;

type Bound = keyof typeof BOUNDS;
type Milliseconds = Partial<Record<Bound, number>>;

const TAKEOVER = 3 * 100 + (57 / 256) * 100;

/** By hand, `balanced`. */
const BEFORE: Required<Milliseconds> = {
  'one apiserver host gone': TAKEOVER + 300,
  'two apiservers crashed': 500 + 1 * 200,
  'two apiserver hosts gone': 500 + 2 * 300 + 1 * 200,
  'apiserver hung': 1000 + 1 * (200 + 300),
  'apiserver not ready': 500 + 450 + 450,
  'HAProxy crashed': 1 * 1000 + (57 / 256) * 100,
  'HAProxy hung': 1 * 1000 + 1000 + (57 / 256) * 100,
  'keepalived crashed': TAKEOVER,
  'etcd member crashed': 2 * 1000,
  'Service, apiserver crashed': 15_000 + 10_000,
  'Service, etcd member crashed as well': 2 * 1000 + 1000 + 15_000 + 10_000,
  controllers: 6000 + 4.4 * 1000,
  scheduler: 6000 + 4.4 * 1000,
  'pods replaced': 50_000 + 5000 + 300_000,
};

/** What is edited, and by how much each bound grows; those that are not named stay. */
const EDITS: [what: string, edit: Edit, grows: Milliseconds][] = [
  [
    'inter 500 to 700 ms',
    ['inter 500ms fastinter', 'inter 700ms fastinter'],
    { 'two apiservers crashed': 200, 'two apiserver hosts gone': 200, 'apiserver not ready': 200 },
  ],
  [
    'fastinter 200 to 300 ms',
    ['fastinter 200ms', 'fastinter 300ms'],
    { 'two apiservers crashed': 100, 'two apiserver hosts gone': 100, 'apiserver hung': 100 },
  ],
  [
    'fall 2 to 3',
    ['fall 2 rise', 'fall 3 rise'],
    { 'two apiservers crashed': 200, 'two apiserver hosts gone': 300 + 200, 'apiserver hung': 200 + 300 },
  ],
  ['rise 2 to 5', ['rise 2 on-marked-down', 'rise 5 on-marked-down'], {}],
  [
    'timeout connect 300 to 400 ms',
    ['timeout connect 300ms', 'timeout connect 400ms'],
    { 'one apiserver host gone': 100, 'two apiserver hosts gone': 2 * 100, 'apiserver hung': 100 },
  ],
  ['timeout check 1 to 1.5 s', ['timeout check 1000ms', 'timeout check 1500ms'], { 'apiserver hung': 500 }],
  [
    'advert_int 0.1 to 0.2 s',
    ['advert_int 0.1', 'advert_int 0.2'],
    {
      'one apiserver host gone': TAKEOVER,
      'keepalived crashed': TAKEOVER,
      'HAProxy crashed': (57 / 256) * 100,
      'HAProxy hung': (57 / 256) * 100,
    },
  ],
  [
    'priority of the second host below that of the third',
    ['priority 199', 'priority 150'],
    {
      'one apiserver host gone': (1 / 256) * 100,
      'keepalived crashed': (1 / 256) * 100,
      'HAProxy crashed': (1 / 256) * 100,
      'HAProxy hung': (1 / 256) * 100,
    },
  ],
  ['interval of the script 1 to 2 s', ['    interval 1\\n', '    interval 2\\n'], { 'HAProxy crashed': 1000, 'HAProxy hung': 1000 }],
  ['timeout of the script 1 to 2 s', ['    timeout 1\\n', '    timeout 2\\n'], { 'HAProxy hung': 1000 }],
  ['fall of the script 1 to 2', ['    fall 1\\n', '    fall 2\\n'], { 'HAProxy crashed': 1000, 'HAProxy hung': 1000 }],
  [
    'election timeout 1 to 1.5 s',
    ['--election-timeout=1000', '--election-timeout=1500'],
    { 'etcd member crashed': 2 * 500, 'Service, etcd member crashed as well': 3 * 500 },
  ],
  [
    "apiserver's limit for its etcd check 450 to 470 ms",
    ['--etcd-healthcheck-timeout=450ms', '--etcd-healthcheck-timeout=470ms'],
    { 'apiserver not ready': 20 },
  ],
  [
    "apiserver's limit for its etcd readiness check 450 to 440 ms",
    ['--etcd-readycheck-timeout=450ms', '--etcd-readycheck-timeout=440ms'],
    { 'apiserver not ready': -10 },
  ],
  ['lease 6 to 8 s', ['--leader-elect-lease-duration=6s', '--leader-elect-lease-duration=8s'], { controllers: 2000, scheduler: 2000 }],
  [
    'retry period 1 to 1.5 s',
    ['--leader-elect-retry-period=1s', '--leader-elect-retry-period=1500ms'],
    { controllers: 4.4 * 500, scheduler: 4.4 * 500 },
  ],
  ['node monitor grace 50 to 40 s', ['--node-monitor-grace-period=50s', '--node-monitor-grace-period=40s'], { 'pods replaced': -10_000 }],
  [
    'toleration 300 to 60 s',
    [
      '"--enable-bootstrap-token-auth=true"',
      '"--enable-bootstrap-token-auth=true","--default-unreachable-toleration-seconds=60","--default-not-ready-toleration-seconds=60"',
    ],
    { 'pods replaced': -240_000 },
  ],
];

test('every bound is what it is by hand', () => {
  expect(bounds(modelled('three external'))).toEqual(near(BEFORE));
});

test.each(EDITS)('%s: the bounds that depend on it change by so much, and no other', (_, edit, grows) => {
  const after = Object.fromEntries(Object.entries(BEFORE).map(([name, millis]) => [name, millis + (grows[name as Bound] ?? 0)]));
  expect(bounds(modelled('three external', [edit]))).toEqual(near(after));
});

test('the hold time of BGP decides how long a lost host is routed to', () => {
  const lostHost = users(lost('cp-1'));
  const [before, after] = [3, 6].map((hold) =>
    lostHost(
      modelled('three stacked, kube-vip BGP', hold === 3 ? [] : [[/"name":"bgp_hold_time","value":"3"/, '"name":"bgp_hold_time","value":"6"']]),
    ),
  );
  expect([before, after]).toEqual([3 * 1000, 6 * 1000]);
});

test("the lease of kube-vip decides how long a lost holder's address is away", () => {
  const lostHost = users(lost('cp-1'));
  const edit: Edit = [/"name":"vip_leaseduration","value":"6"/, '"name":"vip_leaseduration","value":"9"'];
  expect(lostHost(modelled('three stacked, kube-vip ARP', [edit])) - lostHost(modelled('three stacked, kube-vip ARP'))).toBeCloseTo(3 * 1000);
});

function users(failures: Failure[]): (model: ClusterModel) => number {
  return through('users', failures);
}

function through(client: Client, failures: Failure[]): (model: ClusterModel) => number {
  return bound(failures, (after) => millisOf(after.clients.find((answer) => answer.client === client)!.interruption));
}

function bound(failures: Failure[], of: (after: Assessment) => number): (model: ClusterModel) => number {
  return (model) => of(assess(model, failures));
}

function bounds(model: ClusterModel): Record<string, number> {
  return Object.fromEntries(Object.entries(BOUNDS).map(([name, of]) => [name, of(model)]));
}

function near(given: Milliseconds): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).map(([name, millis]) => [name, expect.closeTo(millis, 3)]));
}
