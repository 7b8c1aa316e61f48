import { Duration } from 'cdk8s';
import { RENDERED_RULES } from '../../../lib/availability/rules';
import { describe as line } from '../../../lib/cluster/finding';
import { renderCheckHaproxy, renderGuideCheck } from '../../../lib/front-end/check-haproxy';
import { HaproxyConfig, renderHaproxy } from '../../../lib/front-end/haproxy-config';
import { HaproxyTimings } from '../../../lib/front-end/haproxy-timing';
import { KeepalivedConfig, renderKeepalived, VrrpInstance } from '../../../lib/front-end/keepalived-config';
import { KeepalivedTimings } from '../../../lib/front-end/keepalived-timing';
import { HAPROXY, KEEPALIVED, SCRIPT } from '../front-end-files';
import { goodHost, SA_KEY } from '../good-cluster';
import { clusterOf, TestHost } from '../rendered-objects';

const HOSTS = [1, 2, 3];
const SERVERS = HOSTS.map((number) => ({ name: `cp-${number}`, address: `10.0.0.1${number}`, port: 6443 }));

/** The files that this project's own renderers write, on hosts that are good otherwise. */
function findings(files: (number: number) => Record<string, string>, worker: Record<string, string> = {}) {
  const host = (number: number): TestHost => {
    const good = goodHost(number);
    return { ...good, files: { ...good.files, ...files(number) } };
  };
  const hosts = Object.fromEntries(HOSTS.map((number) => [`cp-${number}`, host(number)]));
  const cluster = clusterOf({ ...hosts, 'worker-1': { addresses: ['10.0.0.31'], spec: { roles: ['worker'] }, files: worker } }, {}, [SA_KEY]);
  return RENDERED_RULES.flatMap((rule) => rule.check(cluster));
}

function instance(number: number, more: Partial<VrrpInstance>): VrrpInstance {
  const common = { name: 'api', networkInterface: 'eth0', virtualRouterId: 51, address: '10.0.0.100', prefix: 24 };
  return { ...common, state: 'BACKUP', nopreempt: true, priority: 150 - number, ...more };
}

function own(number: number): Record<string, string> {
  const check = { path: '/readyz', drain: true, failOpen: true, cutSessions: true, observe: true };
  const haproxy: HaproxyConfig = {
    kind: 'control-plane',
    service: true,
    bind: { addresses: ['*'], port: 8443 },
    monitor: { address: '127.0.0.1', port: 8444 },
    ownServer: `cp-${number}`,
    servers: SERVERS,
    check,
    timing: HaproxyTimings.BALANCED,
    maxConnections: 10_000,
    keepalive: true,
  };
  const unicast = { source: `10.0.0.1${number}`, peers: HOSTS.filter((other) => other !== number).map((other) => `10.0.0.1${other}`) };
  const keepalived: KeepalivedConfig = {
    routerId: `cp-${number}`,
    version: 3,
    scheduling: 'realtime',
    script: { path: SCRIPT, weight: 0, initFail: true },
    timing: KeepalivedTimings.BALANCED,
    instances: [instance(number, { unicast })],
  };
  return {
    [HAPROXY]: renderHaproxy(haproxy),
    [KEEPALIVED]: renderKeepalived(keepalived),
    [SCRIPT]: renderCheckHaproxy({ monitorPort: 8444, timeout: KeepalivedTimings.BALANCED.checkTimeout }),
  };
}

function guide(number: number): Record<string, string> {
  const check = { path: '/healthz', drain: false, failOpen: false, cutSessions: false, observe: false };
  const haproxy: HaproxyConfig = {
    kind: 'control-plane',
    service: false,
    bind: { addresses: ['*'], port: 8443 },
    servers: SERVERS,
    check,
    timing: HaproxyTimings.KUBEADM_GUIDE,
    keepalive: false,
  };
  const keepalived: KeepalivedConfig = {
    routerId: `cp-${number}`,
    version: 2,
    scheduling: 'ordinary',
    script: { path: SCRIPT, weight: -2, initFail: false },
    timing: KeepalivedTimings.KUBEADM_GUIDE,
    instances: [instance(number, { state: number === 1 ? 'MASTER' : 'BACKUP', nopreempt: false, priority: number === 1 ? 101 : 100 })],
  };
  return { [HAPROXY]: renderHaproxy(haproxy), [KEEPALIVED]: renderKeepalived(keepalived), [SCRIPT]: renderGuideCheck(8443, Duration.seconds(2)) };
}

test("no rule finds fault with what this project's renderers write", () => {
  const worker = renderHaproxy({
    kind: 'worker',
    service: true,
    bind: { addresses: ['127.0.0.1'], port: 7443 },
    servers: SERVERS,
    check: { path: '/readyz', drain: true, failOpen: true, cutSessions: true, observe: true },
    timing: HaproxyTimings.BALANCED,
    keepalive: true,
  });
  expect(findings(own, { [HAPROXY]: worker }).map(line)).toEqual([]);
});

test("the kubeadm guide's files break the rules that say why they fail over slowly", () => {
  expect([...new Set(findings(guide).map((finding) => finding.rule.id))]).toEqual(['HA205', 'HA209', 'HA213', 'HA216']);
});
