import { App } from 'cdk8s';
import { readCluster } from '../../../cli/stream/read';
import { EtcdTopology, HaCluster } from '../../../lib';
import { CisResult } from '../../../rehearsal/cis/evaluate';
import { referenceProps } from '../../reference';
import { temporaryFolder } from '../../temporary-folder';
import { ACKNOWLEDGED, changed, checks, chmod, chown, detail, flag, GOOD, Spoil } from './spoilt';

const MANIFESTS = '/etc/kubernetes/manifests';

test('a check says which file or flag, what it found, and what is allowed', () => {
  expect(detail('cp-1', '1.1.1', chmod(`${MANIFESTS}/kube-apiserver.yaml`, '0644'))).toBe(
    '/etc/kubernetes/manifests/kube-apiserver.yaml: 0644; allowed: 0600 or stricter',
  );
  expect(detail('cp-1', '1.1.12', chown('/var/lib/etcd'))).toBe('/var/lib/etcd: kube:etcd; allowed: etcd:etcd');
  expect(detail('cp-1', '1.3.2', flag('kube-controller-manager', 'profiling', 'true'))).toBe('found true; allowed: false');
  expect(detail('worker-1', '4.2.6', flag('kubelet', 'make-iptables-util-chains', 'false'))).toBe('found false; allowed: true, or nothing');
});

test('a check about the content of a file names the file', () => {
  const weak: Spoil = (host) => host.contents.set('/etc/kubernetes/kube-apiserver/encryption.yaml', 'resources: [{ providers: [{ aesgcm: {} }] }]');
  expect(detail('cp-1', '1.2.28', weak)).toBe('/etc/kubernetes/kube-apiserver/encryption.yaml: aesgcm; allowed: aescbc, kms, secretbox');
});

test('many files are counted after the third', () => {
  const all: Spoil = (host) =>
    [...host.files.keys()].filter((path) => path.startsWith('/etc/kubernetes/pki/')).forEach((path) => host.chown(path, 'kube'));
  expect(detail('cp-1', '1.1.19', all)).toMatch(/^(\/etc\/kubernetes\/pki\/\S+: kube:root; allowed: root:root; ){3}and 17 more$/);
});

test.each([
  ['kube-apiserver', '1.2.15', 'kube-apiserver does not run'],
  ['etcd', '2.2', 'etcd does not run'],
  ['kubelet', '4.2.1', 'kubelet does not run'],
])('%s that does not run fails its checks', (component, id, said) => {
  const stop: Spoil = (host) => void host.processes.delete(component);
  expect(changed('cp-1', stop)).toMatchObject({ [id]: 'FAIL' });
  expect(detail('cp-1', id, stop)).toBe(said);
});

test('a file that a process names and that is not there fails', () => {
  const lost: Spoil = (host) => void host.files.delete('/var/lib/kube-scheduler/kubeconfig');
  expect(changed('cp-1', lost)).toEqual({ '1.1.15': 'FAIL', '1.1.16': 'FAIL' });
  expect(detail('cp-1', '1.1.15', lost)).toBe('/var/lib/kube-scheduler/kubeconfig: missing; allowed: 0600 or stricter');
});

test('a manifest that is missing fails', () => {
  expect(changed('cp-1', (host) => void host.files.delete(`${MANIFESTS}/etcd.yaml`))).toEqual({ '1.1.7': 'FAIL', '1.1.8': 'FAIL' });
});

test('a configuration of the kubelet that cannot be read passes nothing', () => {
  expect(detail('cp-1', '4.2.1', (host) => void host.contents.delete('/var/lib/kubelet/config.yaml'))).toBe(
    '/var/lib/kubelet/config.yaml: not there, or not readable',
  );
  expect(detail('cp-1', '4.2.1', (host) => host.dropIn('x.conf', '}'))).toMatch(/^\/var\/lib\/kubelet\/config\.yaml or a drop-in: /);
});

test('a kubelet without a configuration file is judged by the defaults of its command line', () => {
  expect(changed('worker-1', flag('kubelet', 'config'))).toMatchObject({ '4.2.1': 'FAIL', '4.2.2': 'FAIL', '4.2.4': 'MANUAL' });
});

test('workers pass what is asked of them', () => {
  const rest = [...GOOD.get('worker-1')!.values()].filter(({ result }) => result !== CisResult.PASS && result !== CisResult.NOT_APPLICABLE);
  expect(rest).toEqual([]);
});

test('what a worker does not run is not asked of it, and what is there is judged', () => {
  expect(detail('worker-1', '1.2.15', () => undefined)).toBe('no host of the role control-plane');
  expect(changed('worker-1', chown('/etc/kubernetes/pki/ca.crt'))).toEqual({ '1.1.19': 'FAIL', '4.1.8': 'MANUAL' });
});

test('files of a network plugin are judged where there is one', () => {
  const plugin: Spoil = (host) => host.files.set('/etc/cni/net.d/10-plugin.conflist', ['0644', 'root', 'root', 'f']);
  expect(changed('worker-1', plugin)).toEqual({ '1.1.9': 'MANUAL', '1.1.10': 'PASS' });
});

test('kube-proxy is judged where it runs', () => {
  const proxy =
    (address: string): Spoil =>
      (host) => {
        host.processes.set('kube-proxy', ['/usr/local/bin/kube-proxy', '--config=/var/lib/kube-proxy/config.conf']);
        host.contents.set(
          '/var/lib/kube-proxy/config.conf',
        `metricsBindAddress: ${address}\nclientConnection: { kubeconfig: /var/lib/kube-proxy/kubeconfig }`,
        );
        host.files.set('/var/lib/kube-proxy/kubeconfig', ['0600', 'root', 'root', 'f']);
      };
  expect(changed('worker-1', proxy('127.0.0.1:10249'))).toEqual({ '4.1.3': 'PASS', '4.1.4': 'PASS', '4.3.1': 'PASS' });
  expect(changed('worker-1', proxy('0.0.0.0:10249'))).toMatchObject({ '4.3.1': 'FAIL' });
});

describe('an acknowledgement', () => {
  const accept = (spoil: Spoil, rule: string, host?: string) =>
    changed('cp-2', spoil, [...ACKNOWLEDGED, { rule, reason: 'a test', ...(host ? { host } : {}) }]);

  test('of the rule turns a failure into an accepted one, for one host or for all', () => {
    const spoil = chmod('/etc/kubernetes/admin.conf', '0644');
    expect(accept(spoil, 'CIS-1.1.13')).toEqual({ '1.1.13': 'ACKNOWLEDGED' });
    expect(accept(spoil, 'CIS-1.1.13', 'cp-2')).toEqual({ '1.1.13': 'ACKNOWLEDGED' });
    expect(accept(spoil, 'CIS-1.1.13', 'cp-1')).toEqual({ '1.1.13': 'FAIL' });
    expect(accept(spoil, 'CIS-1.1.15')).toEqual({ '1.1.13': 'FAIL' });
  });

  test('of a check of modes accepts its twin about owners too, as the rule of the description does', () => {
    expect(accept(chown('/etc/kubernetes/admin.conf'), 'CIS-1.1.13')).toEqual({ '1.1.14': 'ACKNOWLEDGED' });
  });

  test('gives its reason in the table', () => {
    expect(detail('cp-1', '1.2.1', () => undefined)).toMatch(/^found nothing; allowed: false; accepted: kubelets and balancers ask/);
  });
});

test('hosts of external etcd are asked about etcd and their kubelet, and what that one cannot do is accepted', () => {
  const members = [1, 2, 3].map((n) => ({ name: `etcd-${n}`, address: `10.0.0.2${n}`, zone: `z${n}` }));
  const app = new App({ outdir: temporaryFolder() });
  new HaCluster(app, 'prod', { ...referenceProps(), etcd: EtcdTopology.external({ members }) });
  app.synth();
  const cluster = readCluster(app.outdir);
  const rest = (name: string) =>
    [...checks(name, undefined, cluster.spec.acknowledgements, cluster).values()]
      .filter(({ result }) => result !== CisResult.PASS && result !== CisResult.NOT_APPLICABLE)
      .map(({ id, result }) => `${id} ${result}`);
  expect(rest('etcd-1')).toEqual(['4.2.2 ACKNOWLEDGED', '4.2.9 ACKNOWLEDGED']);
  expect(rest('cp-1')).toEqual(rest('cp-2'));
  const etcd = checks('etcd-1', undefined, [], cluster);
  expect(['1.1.11', '2.2', '4.1.5', '1.2.15'].map((id) => etcd.get(id)!.result)).toEqual(['PASS', 'PASS', 'NOT APPLICABLE', 'NOT APPLICABLE']);
});
