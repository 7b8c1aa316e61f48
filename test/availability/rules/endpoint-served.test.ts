import { ENDPOINT_SERVED } from '../../../lib/availability/rules/endpoint-served';
import { HAPROXY, haproxyText, KEEPALIVED, keepalivedText } from '../front-end-files';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

const SPEC = { endpoint: { kind: 'haproxyKeepalived', host: '10.0.0.100', port: 8443 } };

function cluster(frontend: string[], keepalived: string | undefined = keepalivedText(), spec: object = SPEC) {
  const files = { [HAPROXY]: haproxyText({ frontend }), ...(keepalived === undefined ? {} : { [KEEPALIVED]: keepalived }) };
  return clusterOf({ 'cp-1': { files, pods: [podObject('kube-apiserver', ['--advertise-address=10.0.0.11'])] } }, spec);
}

test('a balancer that listens at the endpoint: at every address, or at the virtual one', () => {
  for (const bind of ['bind *:8443', 'bind :8443', 'bind 10.0.0.100:8443', 'bind *:8000-9000']) {
    expect(says(ENDPOINT_SERVED, cluster([bind, 'default_backend apiservers']))).toEqual([]);
  }
});

test.each(['bind *:9443', 'bind 127.0.0.1:8443'])('%s is not where kubeconfigs lead', (bind) => {
  expect(faults(ENDPOINT_SERVED, cluster([bind, 'default_backend apiservers']))).toEqual([
    'HA219 cp-1 /etc/keepalived/keepalived.conf vrrp_instance api port: got nobody who listens at 8443; ' +
      'allowed: a HAProxy that hands connections at the endpoint to apiservers',
  ]);
});

test('a virtual IP that no host keeps', () => {
  const other = keepalivedText().replace('10.0.0.100', '10.0.0.101');
  const place = 'HA219 cp-1 /etc/keepalived/keepalived.conf virtual_ipaddress';
  expect(faults(ENDPOINT_SERVED, cluster(['bind *:8443'], other))).toEqual([`${place}: got 10.0.0.101; allowed: 10.0.0.100, the endpoint`]);
  expect(faults(ENDPOINT_SERVED, cluster(['bind *:8443'], ''))).toEqual([`${place}: got nothing; allowed: 10.0.0.100, the endpoint`]);
});

test('an apiserver that listens there itself', () => {
  expect(says(ENDPOINT_SERVED, cluster(['bind *:9443'], keepalivedText(), { endpoint: { ...SPEC.endpoint, port: 6443 } }))).toEqual([]);
});

test('an endpoint that somebody else serves', () => {
  expect(says(ENDPOINT_SERVED, cluster(['bind *:9443'], '', { endpoint: { kind: 'existing', host: 'api.example.com', port: 443 } }))).toEqual([]);
});
