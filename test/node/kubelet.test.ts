import { Duration } from 'cdk8s';
import { parse } from 'yaml';
import { FailoverTiming, Kubelet, KubeletProps, KubeletRole, KubernetesVersion } from '../../lib';
import { changedLines, objectsOf, yamlOf } from '../yaml';

const BASE: KubeletProps = { version: KubernetesVersion.V1_36, role: KubeletRole.CONTROL_PLANE, addresses: ['10.0.0.11'], zone: 'a' };

const render = (props: Partial<KubeletProps> = {}) => yamlOf((chart) => new Kubelet(chart, 'kubelet', { ...BASE, ...props }));
const changedBy = (props: Partial<KubeletProps>) => changedLines(render(), render(props));
const file = (path: string, props: Partial<KubeletProps> = {}): string =>
  objectsOf((chart) => new Kubelet(chart, 'kubelet', { ...BASE, ...props })).find((object) => object.spec.path === path).spec.content;
const flags = (props: Partial<KubeletProps>) => file('/etc/systemd/system/kubelet.service.d/10-kubeadm.conf', props).split(' \\\n  ').slice(1).map((line) => line.trimEnd());
const configuration = (props: Partial<KubeletProps> = {}) => parse(file('/var/lib/kubelet/config.yaml', props));

test('a control-plane node', () => {
  expect(render()).toMatchSnapshot();
});

test('a worker has no taint, and nothing that takes long to stop', () => {
  expect(changedBy({ role: KubeletRole.WORKER })).toMatchInlineSnapshot(`
"-    registerWithTaints:
-      - key: node-role.kubernetes.io/control-plane
-        effect: NoSchedule
-        shutdownGracePeriodSeconds: 85
+        shutdownGracePeriodSeconds: 30
-    InhibitDelayMaxSec=130
+    InhibitDelayMaxSec=75"
`);
});

test('an etcd host is no node: it asks no API, and serves nothing', () => {
  expect(changedBy({ role: KubeletRole.STANDALONE })).toMatchInlineSnapshot(`
"-        enabled: true
+        enabled: false
-        clientCAFile: /etc/kubernetes/pki/ca.crt
+        clientCAFile: /etc/kubernetes/pki/etcd/ca.crt
-      mode: Webhook
+      mode: AlwaysAllow
-    clusterDNS:
-      - 10.96.0.10
-    clusterDomain: cluster.local
+    enableServer: false
-    registerWithTaints:
-      - key: node-role.kubernetes.io/control-plane
-        effect: NoSchedule
-    rotateCertificates: true
-        shutdownGracePeriodSeconds: 85
+        shutdownGracePeriodSeconds: 30
-    tlsCertFile: /var/lib/kubelet/pki/kubelet.crt
-    tlsPrivateKeyFile: /var/lib/kubelet/pki/kubelet.key
-      --config-dir=/etc/kubernetes/kubelet.conf.d \\
-      --kubeconfig=/etc/kubernetes/kubelet.conf \\
-      --node-ip=10.0.0.11 \\
-      --node-labels=topology.kubernetes.io/zone=a
+      --config-dir=/etc/kubernetes/kubelet.conf.d
-    InhibitDelayMaxSec=130
+    InhibitDelayMaxSec=75"
`);
});

test('Kubernetes 1.28 and 1.29 read no drop-ins', () => {
  expect(changedBy({ version: KubernetesVersion.V1_29 })).toMatchInlineSnapshot(`
"-  name: etc-kubernetes-kubelet-conf-d
-spec:
-  group: root
-  mode: "0755"
-  owner: root
-  path: /etc/kubernetes/kubelet.conf.d
----
-apiVersion: ha-cluster.local/v1alpha1
-kind: HostDirectory
-metadata:
-  annotations:
-    config.kubernetes.io/local-config: "true"
-      --config-dir=/etc/kubernetes/kubelet.conf.d \\"
`);
});

test('labels, taints, both addresses, DNS', () => {
  expect(
    changedBy({
      addresses: ['10.0.0.11', 'fd00::11'],
      labels: { 'example.com/rack': '7' },
      taints: [{ key: 'example.com/gpu', value: 'yes', effect: 'NoExecute' }],
      clusterDns: ['10.96.0.10', 'fd00:10:96::a'],
      clusterDomain: 'k8s.example',
    }),
  ).toMatchInlineSnapshot(`
"-    clusterDomain: cluster.local
+      - fd00:10:96::a
+    clusterDomain: k8s.example
+      - key: example.com/gpu
+        value: "yes"
+        effect: NoExecute
-      --node-ip=10.0.0.11 \\
-      --node-labels=topology.kubernetes.io/zone=a
+      --node-ip=10.0.0.11,fd00::11 \\
+      --node-labels=example.com/rack=7,topology.kubernetes.io/zone=a"
`);
});

test('logind holds a shutdown back for as long as all pods may take', () => {
  for (const role of [KubeletRole.CONTROL_PLANE, KubeletRole.WORKER, KubeletRole.STANDALONE]) {
    const steps = configuration({ role }).shutdownGracePeriodByPodPriority as { shutdownGracePeriodSeconds: number }[];
    const all = steps.reduce((sum, step) => sum + step.shutdownGracePeriodSeconds, 0);
    expect(file('/etc/systemd/logind.conf.d/zz-ha-cluster.conf', { role })).toBe(`[Login]\nInhibitDelayMaxSec=${all}\n`);
  }
});

test('the apiserver gets its whole grace period when the host shuts down', () => {
  const timing = FailoverTiming.balanced({ apiserverGracePeriod: Duration.seconds(120) });
  expect(configuration({ timing }).shutdownGracePeriodByPodPriority).toContainEqual({ priority: 2_000_000_000, shutdownGracePeriodSeconds: 125 });
});

test('fields of the user\'s own are merged in, and null removes one', () => {
  const merged = configuration({ configuration: { maxPods: 250, podPidsLimit: null, authentication: { anonymous: { enabled: true } } } });
  expect([merged.maxPods, 'podPidsLimit' in merged, merged.authentication.webhook]).toEqual([250, false, { enabled: true }]);
  expect(merged.authentication.anonymous.enabled).toBe(true);
});

test('a flag of the user\'s own takes the place of ours, and an empty list removes one', () => {
  expect(flags({ extraArgs: { 'node-ip': '10.1.0.11', 'node-labels': [], v: '4' } })).toEqual([
    '--config=/var/lib/kubelet/config.yaml', '--config-dir=/etc/kubernetes/kubelet.conf.d', '--kubeconfig=/etc/kubernetes/kubelet.conf', '--node-ip=10.1.0.11', '--v=4',
  ]);
});

// systemd.service(5), "Command lines": %, $, quotes and backslashes are systemd's own.
test.each([
  ['plain', 'a=b', '--x=a=b'],
  ['a blank', 'a b', '"--x=a b"'],
  ['a percent sign', '50%', '--x=50%%'],
  ['a dollar sign', '${HOME}', '--x=$${HOME}'],
  ['a double quote', 'a"b', '"--x=a\\"b"'],
  ['a single quote', 'a\'b', '"--x=a\'b"'],
  ['a backslash', 'a\\nb', '"--x=a\\\\nb"'],
  ['a semicolon', 'a;b', '"--x=a;b"'],
])('%s in a flag reaches the kubelet as it is', (_, value, word) => {
  expect(flags({ extraArgs: { x: value } }).at(-1)).toBe(word);
});

test('a kubelet without addresses finds its own', () => {
  expect(flags({ addresses: undefined }).some((flag) => flag.startsWith('--node-ip'))).toBe(false);
});
