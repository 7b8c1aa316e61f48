import { FailoverTiming, KubeControllerManager, KubeControllerManagerProps, KubernetesVersion } from '../../lib';
import { changedLines, yamlOf } from '../yaml';

const BASE: KubeControllerManagerProps = { version: KubernetesVersion.V1_36 };
const render = (props: Partial<KubeControllerManagerProps> = {}) => yamlOf((chart) => new KubeControllerManager(chart, 'kcm', { ...BASE, ...props }));
const changedBy = (props: Partial<KubeControllerManagerProps>) => changedLines(render(), render(props));

test('Kubernetes 1.36', () => {
  expect(render()).toMatchSnapshot();
});

test('Kubernetes 1.28 mounts flexvolumes and probes a port by its number', () => {
  expect(changedBy({ version: KubernetesVersion.V1_28 })).toMatchSnapshot();
});

test('two families of addresses, the primary one first', () => {
  expect(changedBy({ podRanges: ['10.244.0.0/16', 'fd00:10:244::/56'], serviceRanges: ['10.96.0.0/16', 'fd00:10:96::/112'] })).toMatchInlineSnapshot(`
"-        - --cluster-cidr=10.244.0.0/16
+        - --cluster-cidr=10.244.0.0/16,fd00:10:244::/56
-        - --service-cluster-ip-range=10.96.0.0/12
+        - --service-cluster-ip-range=10.96.0.0/16,fd00:10:96::/112"
`);
});

test('the guide\'s timing is Kubernetes\' own lease', () => {
  expect(changedBy({ timing: FailoverTiming.kubeadmGuide() })).toMatchInlineSnapshot(`
"-        - --leader-elect-lease-duration=6s
-        - --leader-elect-renew-deadline=4s
-        - --leader-elect-retry-period=1s
+        - --leader-elect-lease-duration=15s
+        - --leader-elect-renew-deadline=10s
+        - --leader-elect-retry-period=2s"
`);
});

test('a flag is replaced, removed and repeated', () => {
  expect(changedBy({ options: { extraArgs: { controllers: ['*', '-ttl-after-finished-controller'], profiling: [], 'cluster-name': 'prod', v: '2' } } })).toMatchInlineSnapshot(`
"-        - --cluster-name=kubernetes
+        - --cluster-name=prod
-        - --controllers=*,bootstrapsigner,tokencleaner
+        - --controllers=*
+        - --controllers=-ttl-after-finished-controller
-        - --profiling=false
+        - --v=2"
`);
});
