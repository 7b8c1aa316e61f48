import { checked, DIST, exampleDist } from './checked';

test('the reference blueprint, every line', async () => {
  expect((await checked(DIST)).text).toMatchSnapshot();
});

test.each(['stacked', 'external-etcd', 'seven-members-three-zones', 'kube-vip', 'existing-balancer'])(
  'the example %s, every line',
  async (example) => {
    expect((await checked(exampleDist(example))).text).toMatchSnapshot();
  },
);

test('no line is wider than a terminal', async () => {
  const { text } = await checked(undefined, {
    hosts: 'examples/kubeadm-guide',
    budget: ['api=1ms,connections=1ms,pods=1ms,controllers=1ms,scheduler=1ms'],
  });
  expect(text.split('\n').filter((line) => line.length > 110)).toEqual([]);
});

test('the same files give the same text, and no text has a time of day', async () => {
  const [first, second] = [await checked(DIST), await checked(DIST)];
  expect(second).toEqual(first);
  expect(first.text).not.toMatch(/\d\d:\d\d/);
});

test('several clusters are all checked, by name, unless one is picked', async () => {
  const dist = exampleDist('kube-vip');
  expect((await checked(dist)).text.match(/^[a-z]+: .*$/gm)).toEqual(['arp: good', 'bgp: good']);
  expect((await checked(dist, { cluster: 'bgp' })).data.clusters.map(({ cluster }) => cluster)).toEqual(['bgp']);
});
