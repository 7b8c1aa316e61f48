import { readdirSync } from 'fs';
import { join } from 'path';
import { EtcdBootstrap, EtcdTopology } from '../../../lib';
import { Rehearsed } from '../rehearsed';
import { describeAsRoot } from '../requirements';
import { described, hosts } from './descriptions';

describeAsRoot('a worker that is added to the description later', () => {
  const rehearsed = new Rehearsed();
  afterAll(() => rehearsed.end());

  const certificates = () => readdirSync(join(rehearsed.state, 'secrets/prod/Certificate')).sort();

  test('gets certificates of its own, joins, and nobody else changes', async () => {
    await rehearsed.good(['up', rehearsed.dist('one', described({}))]);
    const existing = { etcd: EtcdTopology.stacked({ bootstrap: EtcdBootstrap.EXISTING }) };
    await rehearsed.good(['update', rehearsed.dist('existing', described(existing))]);
    const before = certificates();
    const serials = await rehearsed.kubectl(['get', 'pods', '--namespace', 'kube-system', '--output', 'jsonpath={.items[*].metadata.uid}']);

    const said = await rehearsed.rehearse(['update', rehearsed.dist('two', described({ ...existing, workers: hosts('worker', 2, 31) }))]);

    expect(said).toMatchObject({ status: 0 });
    expect(certificates().filter((name) => !before.includes(name))).toEqual(['worker-2-kubelet-server']);
    expect(await rehearsed.kubectl(['get', 'pods', '--namespace', 'kube-system', '--output', 'jsonpath={.items[*].metadata.uid}'])).toBe(serials);
    await rehearsed.kubectl(['wait', '--for=condition=Ready', 'node/worker-2', '--timeout=120s']);
  });
});
