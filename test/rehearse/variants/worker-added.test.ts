import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { EtcdBootstrap, EtcdTopology } from '../../../lib';
import { Rehearsed } from '../rehearsed';
import { describeAsRoot } from '../requirements';
import { described, hosts } from './descriptions';

describeAsRoot('a worker that is added to the description later', () => {
  const rehearsed = new Rehearsed();
  afterAll(() => rehearsed.end());

  /** Every certificate of a plan, by its content. */
  const issued = () =>
    Object.entries({ Certificate: 'tls.crt', Kubeconfig: 'kubeconfig' }).flatMap(([kind, part]) => {
      const folder = join(rehearsed.state, 'secrets/prod', kind);
      return readdirSync(folder).map((name) => `${kind}/${name} ${readFileSync(join(folder, name, part), 'utf8')}`);
    });

  test('gets certificates of its own, joins, and nobody else changes', async () => {
    await rehearsed.good(['up', rehearsed.dist('one', described({}))]);
    const existing = { etcd: EtcdTopology.stacked({ bootstrap: EtcdBootstrap.EXISTING }) };
    await rehearsed.good(['update', rehearsed.dist('existing', described(existing))]);
    const before = issued();
    const serials = await rehearsed.kubectl(['get', 'pods', '--namespace', 'kube-system', '--output', 'jsonpath={.items[*].metadata.uid}']);

    const said = await rehearsed.rehearse(['update', rehearsed.dist('two', described({ ...existing, workers: hosts('worker', 2, 31) }))]);

    expect(said).toMatchObject({ status: 0 });
    const added = issued().filter((one) => !before.includes(one));
    expect(added.map((one) => one.split(' ')[0]).sort()).toEqual(['Certificate/worker-2-kubelet-server', 'Kubeconfig/worker-2-kubelet']);
    expect(issued()).toEqual(expect.arrayContaining(before));
    expect(await rehearsed.kubectl(['get', 'pods', '--namespace', 'kube-system', '--output', 'jsonpath={.items[*].metadata.uid}'])).toBe(serials);
    await rehearsed.kubectl(['wait', '--for=condition=Ready', 'node/worker-2', '--timeout=120s']);
  });
});
