import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import { readObserved } from '../../cli/stream/observed';
import { CIS_RULES } from '../../lib/availability/cis';
import { rulesFor } from '../../lib/availability/rules';
import { kubeadmPods } from './fixtures';

const EXAMPLE = path.join(__dirname, '../../examples/kubeadm-guide');
const [cluster] = readObserved({ hosts: EXAMPLE });
const PODS = kubeadmPods({ minor: 36, topology: 'stacked' });

/** A pod of kubeadm as it is on another host: what `kubeadm join` changes. */
function joined(name: string, host: string): any {
  const number = Number(host.slice(-1));
  const pod = parse(JSON.stringify(PODS.get(name)).replaceAll('10.0.0.11', `10.0.0.1${number}`));
  if (name !== 'etcd' || number === 1) return pod;
  const members = [1, 2, 3].slice(0, number).map((each) => `cp-${each}=https://10.0.0.1${each}:2380`);
  const { command } = pod.spec.containers[0];
  const replaced = command.flatMap((word: string) => {
    if (word.startsWith('--initial-cluster=')) return [`--initial-cluster=${members.join(',')}`, '--initial-cluster-state=existing'];
    return [word.startsWith('--name=') ? `--name=${host}` : word];
  });
  pod.spec.containers[0].command = replaced;
  return pod;
}

test.each(['cp-1', 'cp-2', 'cp-3'].flatMap((host) => [...PODS.keys()].map((name) => [host, name])))('%s has the %s of kubeadm', (host, name) => {
  const text = fs.readFileSync(path.join(EXAMPLE, host, 'etc/kubernetes/manifests', `${name}.yaml`), 'utf8');
  expect(parse(text)).toEqual(joined(name, host));
});

test('the hosts are what kubeadm makes of them, and their kubelets ask their own apiserver, or the endpoint', () => {
  expect(cluster!.observed?.unread).toEqual([]);
  expect(
    cluster!.hosts.map((host) => [host.name, ...host.addresses, host.roles.join('+'), host.object.spec.zone, host.kubeletServer()].join(' ')),
  ).toEqual([
    'cp-1 10.0.0.11 control-plane+etcd a https://10.0.0.11:6443',
    'cp-2 10.0.0.12 control-plane+etcd b https://10.0.0.12:6443',
    'cp-3 10.0.0.13 control-plane+etcd c https://10.0.0.13:6443',
    'worker-1 10.0.0.21 worker a https://10.0.0.100:8443',
  ]);
});

test("HAProxy and keepalived have the guide's settings", () => {
  const [first, second] = cluster!.hosts;
  const backend = first!.haproxy()!.proxies.find(({ kind }) => kind === 'backend')!;
  expect([backend.check.uri, backend.check.tls, Object.fromEntries(backend.timeouts)]).toEqual([
    '/healthz',
    true,
    { 'http-request': 10_000, queue: 20_000, connect: 5000, client: 35_000, server: 35_000, 'http-keep-alive': 10_000, check: 10_000 },
  ]);
  expect(backend.servers.map(({ address, port, interMs, fall, rise }) => [address, port, interMs, fall, rise].join(' '))).toEqual([
    '10.0.0.11 6443 2000 3 2',
    '10.0.0.12 6443 2000 3 2',
    '10.0.0.13 6443 2000 3 2',
  ]);
  expect(first!.keepalived()!.scripts).toMatchObject([{ intervalMs: 3000, timeoutMs: 3000, weight: -2, fall: 10, rise: 2 }]);
  expect(
    [first, second].map((host) =>
      host!.keepalived()!.instances.map(({ state, priority, advertMs, nopreempt }) => [state, priority, advertMs, nopreempt]),
    ),
  ).toEqual([[['MASTER', 101, 1000, false]], [['BACKUP', 100, 1000, false]]]);
});

test('the CIS benchmark fails what kube-bench fails on an unmodified kubeadm, as far as files say it', () => {
  const failed = rulesFor(cluster!, CIS_RULES).filter((rule) => rule.check(cluster!).length > 0);
  expect(failed.map(({ id }) => id.replace('CIS-', ''))).toEqual([
    ...['1.2.1', '1.2.3', '1.2.5', '1.2.9', '1.2.11', '1.2.15', '1.2.16', '1.2.17', '1.2.18', '1.2.19', '1.2.27', '1.2.29', '1.2.30', '3.2.1'],
    ...['1.3.1', '1.3.2', '1.4.1', '4.2.9', '4.2.12', '4.2.13', '4.2.14'],
  ]);
});

test('no file holds a key, a token or a certificate', () => {
  const files = fs.readdirSync(EXAMPLE, { recursive: true, encoding: 'utf8' }).filter((name) => fs.statSync(path.join(EXAMPLE, name)).isFile());
  expect(files.length).toBe(62);
  expect(files.filter((name) => /-----BEGIN|-data:|token:|password/.test(fs.readFileSync(path.join(EXAMPLE, name), 'utf8')))).toEqual([]);
});
