import { Duration } from 'cdk8s';
import { FailoverTiming, KubeApiserver, KubeApiserverProps, KubernetesVersion } from '../../lib';
import { changedLines, objectsOf, yamlOf } from '../yaml';

const BASE: KubeApiserverProps = { version: KubernetesVersion.V1_36, address: '10.0.0.11' };

const objects = (props: Partial<KubeApiserverProps> = {}) => objectsOf((chart) => new KubeApiserver(chart, 'api', { ...BASE, ...props }));
const podOf = (props: Partial<KubeApiserverProps> = {}) => objects(props).find((object) => object.kind === 'Pod');
const filesOf = (props: Partial<KubeApiserverProps> = {}): string[] => objects(props).filter((object) => object.kind === 'HostFile').map((file) => file.spec.path);
const render = (props: Partial<KubeApiserverProps> = {}) => yamlOf((chart) => new KubeApiserver(chart, 'api', { ...BASE, ...props }));
const podText = (props: Partial<KubeApiserverProps> = {}) => `kind: Pod\n${render(props).split('kind: Pod\n')[1]}`;
const changedBy = (props: Partial<KubeApiserverProps>) => changedLines(podText(), podText(props)).replace(/config-hash: .*/g, 'config-hash: …');
const flag = (name: string, props: Partial<KubeApiserverProps> = {}): string[] =>
  podOf(props).spec.containers[0].command.filter((entry: string) => entry.startsWith(`--${name}=`)).map((entry: string) => entry.slice(name.length + 3));

test('the pod of Kubernetes 1.36', () => {
  expect(podText()).toMatchSnapshot();
});

test('the files of Kubernetes 1.36', () => {
  expect(render().split('kind: Pod\n')[0]).toMatchSnapshot();
});

test('Kubernetes 1.28 has no limit of anonymous requests by path, and no named ports', () => {
  expect(changedBy({ version: KubernetesVersion.V1_28 })).toMatchSnapshot();
  expect(filesOf({ version: KubernetesVersion.V1_28 })).not.toContain('/etc/kubernetes/kube-apiserver/authentication.yaml');
});

test('etcd elsewhere: every member is named, in an order of its own, and its certificates are mounted where they are', () => {
  expect(
    changedBy({
      etcdServers: ['https://10.0.0.23:2379', 'https://10.0.0.21:2379'],
      etcdCaFile: '/etc/etcd/ca.crt',
      etcdCertFile: '/etc/etcd/client/client.crt',
      etcdKeyFile: '/etc/etcd/client/client.key',
    }),
  ).toMatchInlineSnapshot(`
"-        - --etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt
-        - --etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt
+        - --etcd-cafile=/etc/etcd/ca.crt
+        - --etcd-certfile=/etc/etcd/client/client.crt
-        - --etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key
+        - --etcd-keyfile=/etc/etcd/client/client.key
-        - --etcd-servers=https://127.0.0.1:2379
+        - --etcd-servers=https://10.0.0.21:2379,https://10.0.0.23:2379
+        - mountPath: /etc/etcd
+          name: etcd-certs-0
+          readOnly: true
+        - mountPath: /etc/etcd/client
+          name: etcd-certs-1
+          readOnly: true
+        path: /etc/etcd
+        type: Directory
+      name: etcd-certs-0
+    - hostPath:
+        path: /etc/etcd/client
+        type: Directory
+      name: etcd-certs-1
+    - hostPath:"
`);
});

test('IPv6: the member beside it is at ::1', () => {
  expect(changedBy({ address: 'fd00::11', serviceRanges: ['fd00:10:96::/112'] })).toMatchInlineSnapshot(`
"-    kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint: 10.0.0.11:6443
+    kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint: "[fd00::11]:6443"
-        - --advertise-address=10.0.0.11
+        - --advertise-address=fd00::11
-        - --etcd-servers=https://127.0.0.1:2379
+        - --etcd-servers=https://[::1]:2379
-        - --service-cluster-ip-range=10.96.0.0/12
+        - --service-cluster-ip-range=fd00:10:96::/112
-          host: 10.0.0.11
+          host: fd00::11
-          host: 10.0.0.11
+          host: fd00::11
-          host: 10.0.0.11
+          host: fd00::11"
`);
});

test('behind a balancer, some requests ask their client to connect anew', () => {
  expect(changedBy({ balanced: true })).toBe('+        - --goaway-chance=0.001');
});

test('the guide\'s timing has no delay, and what else it does not say', () => {
  expect(changedBy({ timing: FailoverTiming.kubeadmGuide() })).toMatchInlineSnapshot(`
"-        - --etcd-healthcheck-timeout=450ms
-        - --etcd-readycheck-timeout=450ms
-        - --shutdown-delay-duration=5s
-  terminationGracePeriodSeconds: 80
+  terminationGracePeriodSeconds: 30"
`);
});

test('tolerations and a grace period other than Kubernetes\' own', () => {
  const timing = FailoverTiming.balanced({ apiserverGracePeriod: Duration.seconds(100), defaultToleration: Duration.seconds(30) });
  expect(changedBy({ timing })).toMatchInlineSnapshot(`
"+        - --default-not-ready-toleration-seconds=30
+        - --default-unreachable-toleration-seconds=30
-  terminationGracePeriodSeconds: 80
+  terminationGracePeriodSeconds: 100"
`);
});

test('registry, arguments, environment and volumes', () => {
  expect(
    changedBy({
      imageRegistry: 'registry.example/k8s',
      options: {
        extraArgs: { 'audit-log-maxage': '90', 'oidc-issuer-url': 'https://id.example', 'tls-min-version': [], 'service-account-issuer': ['https://new.example', 'https://old.example'] },
        extraEnv: { HTTPS_PROXY: 'http://proxy.example:3128', B: '2', A: '1' },
        extraVolumes: [{ name: 'oidc', hostPath: '/etc/oidc' }],
      },
    }),
  ).toMatchInlineSnapshot(`
"-        - --audit-log-maxage=30
+        - --audit-log-maxage=90
+        - --oidc-issuer-url=https://id.example
-        - --service-account-issuer=https://kubernetes.default.svc.cluster.local
+        - --service-account-issuer=https://new.example
+        - --service-account-issuer=https://old.example
-        - --tls-min-version=VersionTLS12
-      image: registry.k8s.io/kube-apiserver:v1.36.3
+      env:
+        - name: A
+          value: "1"
+        - name: B
+          value: "2"
+        - name: HTTPS_PROXY
+          value: http://proxy.example:3128
+      image: registry.example/k8s/kube-apiserver:v1.36.3
+        - mountPath: /etc/oidc
+          name: oidc
+          readOnly: true
+    - hostPath:
+        path: /etc/oidc
+      name: oidc"
`);
});

test('further admission plugins join the blueprint\'s own, each once', () => {
  expect(flag('enable-admission-plugins', { admissionPlugins: ['AlwaysPullImages', 'NodeRestriction'] })).toEqual(['AlwaysPullImages,DenyServiceExternalIPs,EventRateLimit,NodeRestriction']);
});

test('an audit policy and a Pod Security level of the user\'s own', () => {
  const all = render({ auditPolicy: 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: []\n', podSecurity: 'restricted' });
  expect(all).toContain('  content: |\n    apiVersion: audit.k8s.io/v1\n    kind: Policy\n    rules: []\n');
  expect(all).toContain('enforce: restricted\n');
});

test('a changed policy is a changed manifest, a changed audit flag no other hash', () => {
  const hash = (props: Partial<KubeApiserverProps>) => podOf(props).metadata.annotations['ha-cluster.local/config-hash'];
  expect(hash({ podSecurity: 'restricted' })).not.toBe(hash({}));
  expect(hash({ options: { extraArgs: { 'audit-log-maxage': '90' } } })).toBe(hash({}));
});
