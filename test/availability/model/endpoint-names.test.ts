import { join } from 'path';
import { readDocuments } from '../../../cli/stream/documents';
import { modelOf } from '../../../lib/availability/model';
import { readRendered } from '../../../lib/availability/read/rendered';
import { fileObject } from '../rendered-objects';

const NAME = 'k8s-api.example.com';

/** The reference blueprint with an endpoint of another name, whose worker knows it by its hosts file and uses it. */
function model(endpoint: object, hosts: string) {
  const objects: any[] = structuredClone(readDocuments(join(__dirname, '../../../dist')).map(({ object }) => object));
  const spec = objects.find(({ kind }) => kind === 'Cluster').spec;
  spec.endpoint = { ...spec.endpoint, ...endpoint };
  objects.find(({ metadata }) => metadata.name === 'worker-1-kubelet').spec.server = `https://${NAME}:8443`;
  const [cluster] = readRendered([...objects, fileObject('worker-1', '/etc/hosts', hosts)]);
  return modelOf(cluster!);
}

function workerOf(given: ReturnType<typeof model>) {
  return given.hosts.find(({ name }) => name === 'worker-1')?.kubelet?.server;
}

test('a name that the hosts file of the worker gives to the virtual IP', () => {
  expect(workerOf(model({}, `10.0.0.100 ${NAME}\n`))).toEqual({ to: 'endpoint' });
});

test('a name that nothing resolves is unknown, unless the description calls the endpoint by it', () => {
  expect(workerOf(model({}, ''))).toEqual({ to: 'unknown', server: `https://${NAME}:8443` });
  const named = model({ host: NAME }, '');
  expect(workerOf(named)).toEqual({ to: 'endpoint' });
  expect(named.endpoint).toEqual({ kind: 'vrrp', address: NAME, hosts: ['cp-1', 'cp-2', 'cp-3'] });
});

test('an endpoint that is somebody else\'s is not this virtual IP', () => {
  expect(model({ kind: 'existing', host: NAME }, '').endpoint).toEqual({ kind: 'elsewhere', address: NAME });
});

test('an address that nobody keeps has no hosts', () => {
  expect(model({ host: '10.0.0.99' }, '').endpoint).toEqual({ kind: 'vrrp', address: '10.0.0.99', hosts: [] });
});
