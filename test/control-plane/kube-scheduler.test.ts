import { KubernetesVersion, KubeScheduler, KubeSchedulerProps } from '../../lib';
import { changedLines, yamlOf } from '../yaml';

const BASE: KubeSchedulerProps = { version: KubernetesVersion.V1_36 };
const render = (props: Partial<KubeSchedulerProps> = {}) => yamlOf((chart) => new KubeScheduler(chart, 'scheduler', { ...BASE, ...props }));
const changedBy = (props: Partial<KubeSchedulerProps>) => changedLines(render(), render(props));

test('Kubernetes 1.36', () => {
  expect(render()).toMatchSnapshot();
});

test('Kubernetes 1.31 is asked at /healthz, and whether it is ready is not asked', () => {
  expect(changedBy({ version: KubernetesVersion.V1_31 })).toMatchInlineSnapshot(`
"-      image: registry.k8s.io/kube-scheduler:v1.36.3
+      image: registry.k8s.io/kube-scheduler:v1.31.14
-          path: /livez
-          port: probe-port
+          path: /healthz
+          port: 10259
-      ports:
-        - containerPort: 10259
-          name: probe-port
-          protocol: TCP
-      readinessProbe:
-        failureThreshold: 3
-        httpGet:
-          host: 127.0.0.1
-          path: /readyz
-          port: probe-port
-          scheme: HTTPS
-        periodSeconds: 1
-        timeoutSeconds: 15
-          path: /livez
-          port: probe-port
+          path: /healthz
+          port: 10259"
`);
});

test('another image and a configuration file of the user\'s own', () => {
  expect(
    changedBy({
      options: {
        image: 'registry.example/kube-scheduler:v1.36.3-fips',
        extraArgs: { config: '/etc/kubernetes/scheduler/config.yaml' },
        extraVolumes: [{ name: 'scheduler-config', hostPath: '/etc/kubernetes/scheduler' }],
      },
    }),
  ).toMatchInlineSnapshot(`
"+        - --config=/etc/kubernetes/scheduler/config.yaml
-      image: registry.k8s.io/kube-scheduler:v1.36.3
+      image: registry.example/kube-scheduler:v1.36.3-fips
+        - mountPath: /etc/kubernetes/scheduler
+          name: scheduler-config
+          readOnly: true
+    - hostPath:
+        path: /etc/kubernetes/scheduler
+      name: scheduler-config"
`);
});
