import { TAKEOVER_WITHIN_GRACE } from '../../../lib/availability/rules/takeover-within-grace';
import { HAPROXY, haproxyText, KEEPALIVED, keepalivedText } from '../front-end-files';
import { clusterOf, faults, podObject, says } from '../rendered-objects';

const V2 = { global: [], instance: ['virtual_router_id 51'] };
const GUIDE_SCRIPT = ['script "/bin/x"', 'interval 3', 'fall 10', 'weight -2'];
const GUIDE_HAPROXY = { defaults: ['timeout connect 5s', 'timeout check 10s'], backend: ['option httpchk'] };

function cluster(script: string[], flags: string[] = [], image = 'v1.36.3', haproxy: any = GUIDE_HAPROXY) {
  const host = (priority: number) => ({
    pods: [podObject('kube-apiserver'), podObject('kube-controller-manager', flags, {}, { image: `registry.k8s.io/kube-controller-manager:${image}` })],
    files: { [KEEPALIVED]: keepalivedText({ ...V2, script, priority }), [HAPROXY]: haproxyText(haproxy) },
  });
  return clusterOf({ 'cp-1': host(101), 'cp-2': host(100) });
}

test("the kubeadm guide's numbers outlast what clients wait for", () => {
  expect(says(TAKEOVER_WITHIN_GRACE, cluster(GUIDE_SCRIPT))).toEqual([
    'HA209 cp-1 /etc/keepalived/keepalived.conf vrrp_instance api takeover: ' +
      'got 48.609s: 36.609s until 10.0.0.100 has moved and 12s until HAProxy leaves out the dead host; ' +
      'allowed: less than 45s, after which clients give up a silent connection; ' +
      'fix: shorten advert_int, or the interval and fall of the check script, or the checks of HAProxy',
  ]);
});

test('a grace period below that limit counts instead, also as the default before 1.32', () => {
  const allowed = 'less than 40s, the node monitor grace period of kube-controller-manager';
  expect(faults(TAKEOVER_WITHIN_GRACE, cluster(GUIDE_SCRIPT, ['--node-monitor-grace-period=40s']))[0]).toContain(`allowed: ${allowed}`);
  expect(faults(TAKEOVER_WITHIN_GRACE, cluster(GUIDE_SCRIPT, [], 'v1.31.14'))[0]).toContain(`allowed: ${allowed}`);
  const clients = 'allowed: less than 45s, after which clients give up a silent connection';
  expect(faults(TAKEOVER_WITHIN_GRACE, cluster(GUIDE_SCRIPT, [], 'v1.32.13'))[0]).toContain(clients);
  expect(faults(TAKEOVER_WITHIN_GRACE, cluster(GUIDE_SCRIPT, ['--node-monitor-grace-period=45s']))[0]).toContain(clients);
});

test('a script of fewer failures is within the limit', () => {
  expect(says(TAKEOVER_WITHIN_GRACE, cluster(['script "/bin/x"', 'interval 3', 'fall 8', 'weight -2']))).toEqual([]);
  expect(says(TAKEOVER_WITHIN_GRACE, cluster(['script "/bin/x"', 'interval 3', 'fall 9', 'weight -2']))).toHaveLength(1);
});

test('a slow advertisement alone is too much as well', () => {
  const text = (priority: number) => keepalivedText({ instance: ['virtual_router_id 1', 'advert_int 15'], priority });
  const hosts = { 'cp-1': { files: { [KEEPALIVED]: text(100) } }, 'cp-2': { files: { [KEEPALIVED]: text(99) } } };
  expect(faults(TAKEOVER_WITHIN_GRACE, clusterOf(hosts))).toEqual([
    'HA209 cp-1 /etc/keepalived/keepalived.conf vrrp_instance api takeover: ' +
      'got 54.199s: 54.199s until 10.0.0.100 has moved and 0s until HAProxy leaves out the dead host; ' +
      'allowed: less than 45s, after which clients give up a silent connection',
  ]);
});

test('the shortest grace period of several controller managers counts', () => {
  const manager = (grace: string) => podObject('kube-controller-manager', [`--node-monitor-grace-period=${grace}`]);
  const text = (priority: number) => keepalivedText({ instance: ['virtual_router_id 1', 'advert_int 10'], priority });
  const host = (priority: number, grace: string) => ({ files: { [KEEPALIVED]: text(priority) }, pods: [manager(grace)] });
  expect(faults(TAKEOVER_WITHIN_GRACE, clusterOf({ 'cp-1': host(100, '60s'), 'cp-2': host(99, '30s') }))[0]).toContain('allowed: less than 30s');
});

test('exactly the limit is too long', () => {
  const host = (priority: number, advert: string) => ({
    files: { [KEEPALIVED]: keepalivedText({ instance: ['virtual_router_id 1', `advert_int ${advert}`, 'down_timer_adverts 4'], priority }) },
  });
  const two = (advert: string) => clusterOf({ 'cp-1': host(128, advert), 'cp-2': host(192, advert) });
  expect(faults(TAKEOVER_WITHIN_GRACE, two('10'))[0]).toContain('got 45s: 45s until');
  expect(faults(TAKEOVER_WITHIN_GRACE, two('9.99'))).toEqual([]);
});

test('a host alone is replaced by nobody, which is no matter of time', () => {
  const text = keepalivedText({ instance: ['virtual_router_id 1', 'advert_int 100'] });
  expect(says(TAKEOVER_WITHIN_GRACE, clusterOf({ 'cp-1': { files: { [KEEPALIVED]: text } } }))).toEqual([]);
});
