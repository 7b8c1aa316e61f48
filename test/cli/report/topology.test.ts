import { layoutOf, Box } from '../../../cli/report/topology/layout';
import { describePlan, picture } from '../../../cli/report/topology/picture';
import { planOf } from '../../../cli/report/topology/plan';
import { standalone } from '../../../cli/report/topology/standalone';
import { ClusterModel } from '../../../lib/availability/model';
import { clusterModel, EXTERNAL, SEVEN, Shape, THREE } from './models';

const SHAPES: [string, Shape][] = [
  ['three hosts', THREE],
  ['seven hosts in three zones with ten workers', SEVEN],
  ['external etcd', EXTERNAL],
  ['one host', { controlPlanes: ['a'] }],
  ['etcd in a zone of its own', { controlPlanes: ['a', 'b'], members: ['a', 'b', 'c'] }],
];

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function inside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height
  );
}

test.each(SHAPES)('%s: nothing overlaps, hosts are within their zones, and all is within the picture', async (_, shape) => {
  const plan = planOf(clusterModel(shape));
  const layout = await layoutOf(plan);
  const boxes = [...layout.cards.values(), ...layout.groups, layout.users, layout.band];
  const pairs = boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => [a, b] as const));
  expect(pairs.filter(([a, b]) => overlap(a, b))).toEqual([]);
  const zoneOf = (zone: string | undefined) => layout.zones[plan.zones.indexOf(zone)]!;
  expect(plan.cards.filter((card) => !inside(layout.cards.get(card.name)!, zoneOf(card.zone)))).toEqual([]);
  expect(plan.groups.filter((group, index) => !inside(layout.groups[index]!, zoneOf(group.zone)))).toEqual([]);
  expect(boxes.filter((box) => !inside(box, { x: 0, y: 0, width: layout.width, height: layout.height }))).toEqual([]);
});

test('zones and hosts stand in the order of their names, 10 after 9, whatever order they came in', async () => {
  const shape: Shape = { controlPlanes: Array.from({ length: 11 }, (_, index) => (index < 6 ? 'zone-9' : 'zone-10')) };
  const model = clusterModel(shape);
  const plan = planOf({ ...model, hosts: [...model.hosts].reverse() });
  const layout = await layoutOf(plan);
  expect(plan.zones).toEqual(['zone-9', 'zone-10']);
  const byPlace = [...layout.cards].sort(([, a], [, b]) => a.x - b.x).map(([name]) => name);
  expect(byPlace).toEqual(Array.from({ length: 11 }, (_, index) => `cp-${index + 1}`));
  expect(standalone(plan, layout)).toBe(standalone(planOf(model), await layoutOf(planOf(model))));
});

test('the description says in words what the picture shows', () => {
  expect(describePlan(planOf(clusterModel(EXTERNAL)))).toBe(
    'Zone a: cp-1, etcd-1, worker-1. Zone b: cp-2, etcd-2, worker-2. Zone c: cp-3, etcd-3. Endpoint: virtual IP 10.0.0.100:8443: one host holds it (VRRP). ' +
      'HAProxy: each to all 3. Apiservers to etcd: each to all 3. Etcd peers: 2 of 3 needed.',
  );
});

test('lines of equal kind are one rail, however many hosts there are', async () => {
  const plan = planOf(clusterModel(SEVEN));
  const drawn = picture(plan, await layoutOf(plan)).text;
  expect(drawn.match(/class="rail call"/g)).toHaveLength(1);
  expect(drawn.match(/class="rail peer"/g)).toHaveLength(1);
  expect(drawn.match(/<path /g)!.length).toBeLessThan(150);
});

test('more workers of a zone than fit are counted', async () => {
  const plan = planOf(clusterModel({ controlPlanes: ['a'], workers: Array.from({ length: 30 }, () => 'a') }));
  const drawn = picture(plan, await layoutOf(plan)).text;
  expect(drawn).toContain('30 workers');
  expect(drawn).toContain('worker-5');
  expect(drawn).not.toContain('>worker-6<');
  expect(drawn).toContain('and 25 more');
});

test('a zone that nobody says is one of its own, and says so', async () => {
  const model = clusterModel(THREE);
  const plan = planOf({ ...model, hosts: model.hosts.map(({ zone: _, ...host }) => host) });
  expect(plan.zones).toEqual([undefined]);
  expect(picture(plan, await layoutOf(plan)).text).toContain('>zone unknown<');
});

test.each<[string, ClusterModel['endpoint'], string]>([
  [
    'kube-vip',
    { kind: 'kube-vip', address: '10.0.0.9:6443', hosts: ['cp-1', 'cp-2', 'cp-3'] },
    'virtual IP 10.0.0.9:6443: one host holds it (lease)',
  ],
  ['nothing', { kind: 'direct', address: '10.0.0.11:6443', host: 'cp-1' }, '10.0.0.11:6443: one host, nothing before it'],
  ['a balancer elsewhere', { kind: 'elsewhere', address: 'api.example:443' }, 'api.example:443: a balancer that is not described here'],
])('%s before the apiservers is drawn as such', async (_, endpoint, label) => {
  const model = clusterModel(THREE);
  const hosts = model.hosts.map(({ router: _router, balancer: _balancer, ...host }) => host);
  const plan = planOf({ ...model, hosts, endpoint });
  expect(plan.endpoint.label).toBe(label);
  expect(plan.balancing).toBeUndefined();
  const drawn = picture(plan, await layoutOf(plan)).text;
  expect(drawn.includes('guessed')).toBe(endpoint.kind === 'elsewhere');
});

test('etcd that is not described is a line that leads nowhere, and says so', async () => {
  const model = clusterModel({ controlPlanes: ['a', 'b'], members: [] });
  const plan = planOf({ ...model, etcd: { topology: 'elsewhere', members: [] } });
  const layout = await layoutOf(plan);
  expect(describePlan(plan)).toMatch(/ Etcd: not described\.$/);
  expect(picture(plan, layout).text.match(/class="rail store"/g)).toHaveLength(1);
  expect(layout.storing).toBeLessThan(layout.height);
});

test('the picture alone has its colours for light and dark within, and no script, link or custom property', async () => {
  const plan = planOf(clusterModel(THREE));
  const file = standalone(plan, await layoutOf(plan));
  expect(file).toMatch(/^<svg class="topology" xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
  expect(file).toContain('@media (prefers-color-scheme:dark){');
  expect(file).not.toMatch(/var\(--|<script|href|url\(|foreignObject|on[a-z]+=/);
});

test('a single host, as it is drawn', async () => {
  const plan = planOf(clusterModel({ controlPlanes: ['a'] }));
  const drawn = picture(plan, await layoutOf(plan)).text;
  expect(drawn.replace(/></g, '>\n<').split('\n').slice(0, 22).join('\n')).toMatchSnapshot();
});

test('names with markup in them stay text', async () => {
  const model = clusterModel(THREE);
  const zone = '"><script>alert(1)</script>';
  const plan = planOf({ ...model, hosts: model.hosts.map((host) => ({ ...host, zone })) });
  const drawn = standalone(plan, await layoutOf(plan));
  expect(drawn).not.toContain('<script');
  expect(drawn).toContain('&quot;&gt;&lt;script&gt;');
});
