import { join } from 'path';
import { Use, usesOf } from '../../../cli/pki/uses';
import { PlannedFile, StaticPod } from '../../../cli/stream/model';
import { readCluster } from '../../../cli/stream/read';
import { planned, plannedHost } from './plan';

const DIST = join(__dirname, '../../../dist');

const said = (found: Use[]) => [...new Set(found.map(({ by, onChange }) => `${by} ${onChange}`))].sort().join('; ');

test('who uses what in the reference blueprint, and what happens when it changes', () => {
  const cluster = readCluster(DIST);
  const shown = cluster.secrets.filter(({ host }) => host === undefined || host === 'cp-1' || host === 'worker-1');
  expect(shown.map(({ kind, name }) => `${name}: ${said(usesOf(kind, name, cluster))}`.trim())).toMatchInlineSnapshot(`
[
  "cp-1-apiserver: kube-apiserver reloads",
  "cp-1-apiserver-etcd-client: kube-apiserver reloads",
  "cp-1-apiserver-kubelet-client: kube-apiserver reloads",
  "cp-1-etcd-healthcheck-client: /usr/local/lib/ha-cluster/etcd-backup reads it next time",
  "cp-1-etcd-peer: etcd reloads",
  "cp-1-etcd-server: etcd reloads",
  "cp-1-front-proxy-client: kube-apiserver reloads",
  "cp-1-kubelet-server: kubelet.service restarts",
  "etcd-ca: etcd restarts; kube-apiserver restarts",
  "front-proxy-ca: kube-apiserver reloads; kube-controller-manager reloads",
  "kubernetes-ca: kube-apiserver restarts; kube-controller-manager reloads; kube-controller-manager restarts; kubelet.service restarts",
  "worker-1-kubelet-server: kubelet.service restarts",
  "admin:",
  "cp-1-admin:",
  "cp-1-controller-manager: kube-controller-manager restarts",
  "cp-1-kubelet: kubelet.service restarts",
  "cp-1-scheduler: kube-scheduler restarts",
  "super-admin:",
  "worker-1-kubelet: kubelet.service restarts",
  "encryption-1: kube-apiserver reloads",
  "service-account: kube-apiserver restarts; kube-controller-manager restarts",
]
`);
});

const FILE: PlannedFile = {
  path: '/etc/kubernetes/pki/a.crt',
  mode: '0600',
  owner: 'root',
  group: 'root',
  contentFrom: { kind: 'Certificate', name: 'a', part: 'tls.crt' },
};

function script(content: string): PlannedFile {
  return { path: '/usr/local/bin/script', mode: '0755', owner: 'root', group: 'root', content };
}

function uses(...others: PlannedFile[]): Use[] {
  return usesOf('Certificate', 'a', planned([], [plannedHost('cp-1', [FILE, ...others])]));
}

test.each([
  ['cert=/etc/kubernetes/pki/a.crt'],
  ['pki=/etc/kubernetes/pki\ncert=$pki/a.crt'],
])('a script that names the file reads it: %j', (content) => {
  expect(uses(script(content))).toEqual([{ host: 'cp-1', path: FILE.path, by: '/usr/local/bin/script', onChange: 'reads it next time' }]);
});

test('a script that names another file does not', () => {
  expect(uses(script('cert=/etc/kubernetes/pki/b.crt'))).toEqual([]);
});

test('a unit does with its file what the description says', () => {
  const reloaded: PlannedFile = { ...FILE, path: '/etc/b.crt', onChange: { unit: 'b.service', action: 'reload' } };
  expect(uses(reloaded)).toEqual([{ host: 'cp-1', path: '/etc/b.crt', by: 'b.service', onChange: 'reloads' }]);
});

test('a value within a text is used where the text is', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'kube-apiserver' },
    spec: {
      containers: [
        {
          name: 'kube-apiserver',
          image: 'kube-apiserver',
          command: ['kube-apiserver', '--encryption-provider-config=/etc/kubernetes/encryption.yaml'],
          volumeMounts: [{ name: 'etc', mountPath: '/etc/kubernetes' }],
        },
      ],
      volumes: [{ name: 'etc', hostPath: { path: '/etc/kubernetes' } }],
    },
  } as StaticPod;
  const file = { ...script('secret: ${secret:SecretKey/encryption-1#key}'), path: '/etc/kubernetes/encryption.yaml' };
  const cluster = planned([], [{ ...plannedHost('cp-1', [file]), staticPods: [pod] }]);
  expect(said(usesOf('SecretKey', 'encryption-1', cluster))).toBe('kube-apiserver restarts');
});
