import { BALANCER_MODE } from '../../../lib/availability/rules/balancer-mode';
import { HAPROXY, haproxyText, HaproxyText } from '../front-end-files';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function cluster(given: HaproxyText) {
  const pods = [podObject('kube-apiserver', ['--advertise-address=10.0.0.11'])];
  return clusterOf({ 'cp-1': { files: { [HAPROXY]: haproxyText(given) }, pods } });
}

const CHECK = ['mode http', 'option httpchk GET /readyz'];

test('a backend, or a frontend, that takes TLS for HTTP', () => {
  expect(faults(BALANCER_MODE, cluster({ backend: CHECK }))).toEqual(['HA221 cp-1 /etc/haproxy/haproxy.cfg backend apiservers mode: got http; allowed: tcp']);
  expect(faults(BALANCER_MODE, cluster({ frontend: ['mode http', 'bind *:8443', 'default_backend apiservers'] }))).toEqual([
    'HA221 cp-1 /etc/haproxy/haproxy.cfg frontend api mode: got http; allowed: tcp',
  ]);
});

test('one that ends TLS itself, and one that hands it on', () => {
  expect(says(BALANCER_MODE, cluster({ backend: CHECK, server: 'ssl verify none check', frontend: ['bind *:8443', 'default_backend apiservers'] }))).toEqual([]);
  expect(says(BALANCER_MODE, cluster({}))).toEqual([]);
});
