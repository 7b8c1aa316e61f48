import { JsonPatch } from 'cdk8s';
import { ControlPlaneEndpoint, Patch } from '../../../lib';
import { API_CERTIFICATE_NAMES } from '../../../lib/availability/rules/api-certificate-names';
import { describe as line } from '../../../lib/cluster/finding';
import { rendered } from './certificate-names';

const NAMES = { kind: 'Certificate', name: 'cp-2-apiserver' };
const says = (...patches: Patch[]) => API_CERTIFICATE_NAMES.check(rendered({ patches })).map(line);

test('the reference blueprint has every name', () => {
  expect(says()).toEqual([]);
});

test('the names of a load balancer that exists are asked for as well', () => {
  const endpoint = ControlPlaneEndpoint.external({ host: 'api.example.com', workerLoadBalancer: true });
  expect(API_CERTIFICATE_NAMES.check(rendered({ endpoint }))).toEqual([]);
  const without = [Patch.json({ kind: 'Certificate', name: 'cp-1-apiserver' }, [JsonPatch.replace('/spec/dnsNames', ['cp-1'])])];
  expect(API_CERTIFICATE_NAMES.check(rendered({ endpoint, patches: without })).map(line)).toEqual([
    'HA401 cp-1 Certificate/cp-1-apiserver: got no api.example.com, kubernetes, kubernetes.default, kubernetes.default.svc, ' +
      'kubernetes.default.svc.cluster.local; allowed: every name that a client calls; ' +
      'fix: add the name to `certificateNames` of the endpoint, or take back the patch that removed it',
  ]);
});

test.each([
  ['the virtual IP', '10.0.0.100'],
  ['the address of the Service', '10.96.0.1'],
  ['the loopback address of a worker\'s balancer', '127.0.0.1'],
  ['the address of its own host', '10.0.0.12'],
])('a certificate without %s', (_, address) => {
  const all = ['10.0.0.100', '10.0.0.12', '10.96.0.1', '127.0.0.1', '::1'];
  expect(says(Patch.json(NAMES, [JsonPatch.replace('/spec/ipAddresses', all.filter((each) => each !== address))]))).toEqual([
    `HA401 cp-2 Certificate/cp-2-apiserver: got no ${address}; allowed: every name that a client calls; ` +
      'fix: add the name to `certificateNames` of the endpoint, or take back the patch that removed it',
  ]);
});

test('an address that nobody calls may be missing', () => {
  expect(says(Patch.json(NAMES, [JsonPatch.replace('/spec/ipAddresses', ['10.0.0.100', '10.0.0.12', '10.96.0.1', '127.0.0.1'])]))).toEqual([]);
});

test('a kubeconfig that calls one apiserver asks nothing of the others', () => {
  expect(says(Patch.json({ kind: 'Certificate', name: 'cp-1-apiserver' }, [JsonPatch.replace('/spec/ipAddresses', ['10.0.0.100', '10.0.0.11', '10.96.0.1', '127.0.0.1'])]))).toEqual([]);
});

test('a certificate that does not come from the plan is not judged', () => {
  expect(API_CERTIFICATE_NAMES.check(rendered({ apiServer: { extraArgs: { 'tls-cert-file': '/etc/ssl/own.crt' } } }))).toEqual([]);
});
