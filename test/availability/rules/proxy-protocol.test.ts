import { PROXY_PROTOCOL } from '../../../lib/availability/rules/proxy-protocol';
import { HAPROXY, haproxyText, HaproxyText, KEEPALIVED, keepalivedText } from '../front-end-files';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function cluster(given: HaproxyText, keepalived = keepalivedText()) {
  const pods = [podObject('kube-apiserver', ['--advertise-address=10.0.0.11'])];
  return clusterOf({
    'cp-1': { files: { [HAPROXY]: haproxyText({ servers: { 'cp-1': '10.0.0.11:6443' }, ...given }), [KEEPALIVED]: keepalived }, pods },
  });
}

const accepting = (address: string) => ({ frontend: [`bind ${address}:8443 accept-proxy`, 'default_backend apiservers'] });
const PLACE = 'HA226 cp-1 /etc/haproxy/haproxy.cfg';
const ASKED = `${PLACE} frontend api bind: got accept-proxy; allowed: connections as clients open them`;

test('a header that no client sends', () => {
  expect(faults(PROXY_PROTOCOL, cluster(accepting('*')))).toEqual([ASKED]);
  expect(faults(PROXY_PROTOCOL, cluster(accepting('127.0.0.1'), ''))).toEqual([ASKED]);
});

test('a balancer before this one may send it', () => {
  expect(says(PROXY_PROTOCOL, cluster(accepting('*'), ''))).toEqual([]);
});

test.each(['send-proxy', 'send-proxy-v2', 'check-send-proxy'])('%s to an apiserver', (word) => {
  expect(faults(PROXY_PROTOCOL, cluster({ server: `check check-ssl verify none ${word}` }))).toEqual([
    `${PLACE} backend apiservers server cp-1: got ${word}; allowed: connections without a PROXY header`,
  ]);
});

test('connections as they come', () => {
  expect(says(PROXY_PROTOCOL, cluster({}))).toEqual([]);
});
