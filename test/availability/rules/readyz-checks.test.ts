import { READYZ_CHECKS } from '../../../lib/availability/rules/readyz-checks';
import { HAPROXY, haproxyText, HaproxyText } from '../front-end-files';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

function cluster(text: HaproxyText | string) {
  const content = typeof text === 'string' ? text : haproxyText(text);
  return clusterOf({ 'cp-1': { files: { [HAPROXY]: content }, pods: [podObject('kube-apiserver')] }, 'cp-2': { pods: [podObject('kube-apiserver')] } });
}

const PLACE = 'HA216 cp-1 /etc/haproxy/haproxy.cfg backend apiservers';
const HTTP = ['option httpchk', 'http-check send meth GET uri /readyz'];

test.each([
  ['/healthz', 'http-check send meth GET uri /healthz', 'GET /healthz'],
  ['/livez', 'http-check send meth GET uri /livez', 'GET /livez'],
  ['nothing in particular', 'mode tcp', 'OPTIONS /'],
])('a check of %s is said once for the section', (_, line, got) => {
  expect(says(READYZ_CHECKS, cluster({ backend: ['option httpchk', line] }))).toEqual([
    `${PLACE} http-check: got ${got}; allowed: GET /readyz; ` +
      'fix: use `option httpchk`, `http-check send meth GET uri /readyz` and `check check-ssl verify none` at every server',
  ]);
});

test('a check that only connects, or that speaks another protocol', () => {
  expect(faults(READYZ_CHECKS, cluster({ backend: [] }))).toEqual([`${PLACE} option httpchk: got a check that only connects; allowed: an HTTP check of /readyz`]);
  expect(faults(READYZ_CHECKS, cluster({ backend: ['option ssl-hello-chk'] }))).toEqual([`${PLACE} option httpchk: got ssl-hello-chk; allowed: an HTTP check of /readyz`]);
});

test('servers without a check, and checks without TLS, are named one by one', () => {
  expect(faults(READYZ_CHECKS, cluster({ server: '' }))).toEqual(['cp-1', 'cp-2'].map((name) => `${PLACE} server ${name}: got no health check; allowed: \`check\``));
  expect(faults(READYZ_CHECKS, cluster({ server: 'check' }))).toEqual(
    ['cp-1', 'cp-2'].map((name) => `${PLACE} server ${name}: got a check without TLS; allowed: \`check-ssl\`, or \`http-check connect ssl\``),
  );
});

test.each([
  ['a connection of the check that speaks TLS', { backend: [...HTTP, 'http-check connect ssl'], server: 'check verify none' }],
  ['a server that speaks TLS', { backend: HTTP, server: 'check ssl verify none' }],
  ['a query', { backend: ['option httpchk GET /readyz?verbose'] }],
])('%s is good', (_, text) => {
  expect(says(READYZ_CHECKS, cluster(text))).toEqual([]);
});

test('a backend that only others track may check what it likes, and backups may fail open', () => {
  const alive = '\nserver any 10.0.0.11:6443 track alive/a backup\nbackend alive\nserver a 10.0.0.11:6443 check';
  expect(says(READYZ_CHECKS, cluster(haproxyText() + alive))).toEqual([]);
});

test('a server that tracks a worse check is as bad as that', () => {
  const text = haproxyText({ server: 'track alive/a' }) + '\nbackend alive\nserver a 10.0.0.11:6443 check';
  expect(faults(READYZ_CHECKS, cluster(text))).toEqual([
    'HA216 cp-1 /etc/haproxy/haproxy.cfg backend alive option httpchk: got a check that only connects; allowed: an HTTP check of /readyz',
  ]);
});
