import { FrontEndForm } from '../../lib/cluster/endpoint-props';
import { HaproxyLoadBalancer } from '../../lib/front-end/haproxy';
import { HaproxyKind, HaproxyLoadBalancerProps } from '../../lib/front-end/haproxy-props';
import { complaintsOf, objectsOf, yamlOf } from '../yaml';
import { sectionOf, SERVERS } from './samples';

const place = (props: Partial<HaproxyLoadBalancerProps> = {}) => (chart: any) => void new HaproxyLoadBalancer(chart, 'haproxy', { servers: SERVERS, ownServer: 'cp-1', ...props });
const file = (props: Partial<HaproxyLoadBalancerProps> = {}): string => objectsOf(place(props)).find((object) => object.spec.path === '/etc/haproxy/haproxy.cfg').spec.content;
const pod = (props: Partial<HaproxyLoadBalancerProps> = {}) => objectsOf(place({ form: FrontEndForm.STATIC_POD, ...props })).find((object) => object.kind === 'Pod');

test('as a service it is a file that reloads HAProxy, and a drop-in', () => {
  const [config, dropIn] = objectsOf(place());
  expect({ ...config.spec, content: '…' }).toEqual({
    path: '/etc/haproxy/haproxy.cfg',
    mode: '0644',
    owner: 'root',
    group: 'root',
    content: '…',
    onChange: { unit: 'haproxy.service', action: 'reload' },
  });
  expect(dropIn.spec.path).toBe('/etc/systemd/system/haproxy.service.d/ha-cluster.conf');
  expect(dropIn.spec.content).toMatchInlineSnapshot(`
"[Unit]
StartLimitIntervalSec=0

[Service]
RuntimeDirectory=haproxy
Restart=always
RestartSec=100ms
Nice=-10
CPUWeight=1000
IOSchedulingClass=best-effort
IOSchedulingPriority=0
OOMScoreAdjust=-998
"
`);
});

test('as a static pod', () => {
  expect(yamlOf((chart) => place({ form: FrontEndForm.STATIC_POD })(chart)).split('---\n')[1]).toMatchInlineSnapshot(`
"apiVersion: v1
kind: Pod
metadata:
  annotations:
    ha-cluster.local/config-hash: beb483c9c28d99f2
  labels:
    component: haproxy
    tier: control-plane
  name: haproxy
  namespace: kube-system
spec:
  containers:
    - command:
        - haproxy
        - -W
        - -db
        - -f
        - /usr/local/etc/haproxy/haproxy.cfg
      image: docker.io/library/haproxy:3.2.26-alpine
      imagePullPolicy: IfNotPresent
      livenessProbe:
        failureThreshold: 3
        httpGet:
          host: 127.0.0.1
          path: /livez
          port: 8444
          scheme: HTTP
        periodSeconds: 2
        timeoutSeconds: 2
      name: haproxy
      readinessProbe:
        failureThreshold: 3
        httpGet:
          host: 127.0.0.1
          path: /readyz
          port: 8444
          scheme: HTTP
        periodSeconds: 2
        timeoutSeconds: 2
      resources:
        requests:
          cpu: 100m
          memory: 64Mi
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          drop:
            - ALL
        readOnlyRootFilesystem: true
        runAsGroup: 99
        runAsNonRoot: true
        runAsUser: 99
      volumeMounts:
        - mountPath: /usr/local/etc/haproxy
          name: config
          readOnly: true
  hostNetwork: true
  priority: 2000001000
  priorityClassName: system-node-critical
  schedulerName: static-pod-only
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  terminationGracePeriodSeconds: 5
  volumes:
    - hostPath:
        path: /etc/haproxy
        type: Directory
      name: config
"
`);
});

test('a change of the file changes the pod, because the kubelet watches nothing else', () => {
  const hash = (props: object) => pod(props).metadata.annotations['ha-cluster.local/config-hash'];
  expect(hash({ port: 9443 })).not.toBe(hash({}));
  expect(hash({})).toBe(hash({ servers: [...SERVERS].reverse() }));
});

test('probes ask HAProxy alone, and no port is declared that an apiserver declares too', () => {
  const [container] = pod({ monitorPort: 9444 }).spec.containers;
  expect(container.livenessProbe.httpGet).toEqual({ host: '127.0.0.1', path: '/livez', port: 9444, scheme: 'HTTP' });
  expect(container.ports).toBeUndefined();
});

test('a control-plane host listens on the families that its servers have', () => {
  const bind = (addresses: string[]) =>
    sectionOf(file({ ownServer: undefined, servers: addresses.map((address, index) => ({ name: `cp-${index}`, address, port: 6443 })) }), 'frontend control-plane')
      .split('\n')
      .filter((line) => line.includes('bind '));
  expect(bind(['10.0.0.11'])).toEqual(['    bind *:8443']);
  expect(bind(['fd00::11'])).toEqual(['    bind [::]:8443 v6only']);
  expect(bind(['10.0.0.11', 'fd00::12'])).toEqual(['    bind *:8443', '    bind [::]:8443 v6only']);
});

test('a worker has 127.0.0.1:7443 and asks less often', () => {
  const text = file({ kind: HaproxyKind.WORKER, ownServer: undefined });
  expect(sectionOf(text, 'frontend worker')).toContain('bind 127.0.0.1:7443');
  expect(text).toContain('default-server inter 2000ms fastinter 500ms downinter 2000ms');
});

test('the kubeadm guide: no monitor, and a liveness probe that goes through an apiserver', () => {
  expect(file({ kubeadmGuide: true, form: FrontEndForm.STATIC_POD })).not.toContain('monitor');
  const [container] = pod({ kubeadmGuide: true }).spec.containers;
  expect(container.livenessProbe).toEqual({ httpGet: { host: 'localhost', path: '/healthz', port: 8443, scheme: 'HTTPS' }, failureThreshold: 8 });
  expect(container.readinessProbe).toBeUndefined();
});

test('what is wrong is said at synth, and nothing half-made is placed', () => {
  expect(complaintsOf(place({ port: 80, monitorPort: 8444 }))).toEqual([
    'haproxy.bind.port: got 80; allowed: a whole number from 1024 to 65535; fix: choose a free port in that range',
  ]);
  expect(complaintsOf(place({ servers: 'cp-1' as any }))).toEqual(['haproxy.servers: got "cp-1"; allowed: at least one apiserver; fix: name every control-plane node']);
  expect(complaintsOf(place())).toEqual([]);
});

test.each(['', 'haproxy', 'haproxy:latest', 'a b:1', 42])('%j is no image', (image) => {
  expect(complaintsOf(place({ form: FrontEndForm.STATIC_POD, image: image as any }))).toEqual([
    `haproxy.image: got ${JSON.stringify(image)}; allowed: an image reference with a registry or path and a tag or digest, not \`latest\`; fix: write it like registry.example/kube/haproxy:3.0.5`,
  ]);
});
