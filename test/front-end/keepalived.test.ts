import { FrontEndForm } from '../../lib/cluster/endpoint-props';
import { Keepalived } from '../../lib/front-end/keepalived';
import { KeepalivedProps } from '../../lib/front-end/keepalived-props';
import { complaintsOf, objectsOf, yamlOf } from '../yaml';
import { KEEPALIVED_PROPS } from './samples';

const place = (props: Partial<KeepalivedProps> = {}) => (chart: any) => void new Keepalived(chart, 'keepalived', { ...KEEPALIVED_PROPS, ...props });
const POD = { form: FrontEndForm.STATIC_POD, image: 'registry.example/keepalived:2.3.3' };
const fileAt = (path: string, props: Partial<KeepalivedProps> = {}) => objectsOf(place(props)).find((object) => object.spec.path === path).spec;
const DUAL = {
  addresses: ['10.0.0.11', 'fd00::11'],
  peers: ['10.0.0.12', 'fd00::12'],
  virtualAddresses: [
    { address: '10.0.0.100', prefix: 24 },
    { address: 'fd00::100', prefix: 64 },
  ],
};

test('as a service it is a script, a file that reloads keepalived, and a drop-in', () => {
  expect(objectsOf(place()).map(({ spec }) => [spec.path, spec.mode, spec.onChange])).toEqual([
    ['/etc/keepalived/check-haproxy', '0755', undefined],
    ['/etc/keepalived/keepalived.conf', '0644', { unit: 'keepalived.service', action: 'reload' }],
    ['/etc/systemd/system/keepalived.service.d/ha-cluster.conf', '0644', { unit: 'keepalived.service', action: 'restart' }],
  ]);
});

test('the drop-in stops keepalived before HAProxy, and takes down what a killed keepalived left', () => {
  expect(fileAt('/etc/systemd/system/keepalived.service.d/ha-cluster.conf', DUAL).content).toMatchInlineSnapshot(`
"[Unit]
After=haproxy.service
StartLimitIntervalSec=0

[Service]
ExecStopPost=-/sbin/ip address delete 10.0.0.100/24 dev eth0
ExecStopPost=-/sbin/ip address delete fd00::100/64 dev eth0
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

test('the check asks the monitor of HAProxy', () => {
  expect(fileAt('/etc/keepalived/check-haproxy', { monitorPort: 9444 }).content).toMatchInlineSnapshot(`
"#!/bin/bash
# Exits 0 while the HAProxy of this host should have the virtual address.
{ exec 3<>/dev/tcp/127.0.0.1/9444; } 2>/dev/null || exit 1
printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 || exit 1
read -r -t 0.4 -u 3 _ status _ || exit 1
[ "$status" = 200 ]
"
`);
});

test('dual stack is two instances with addresses of their own family', () => {
  const { content } = fileAt('/etc/keepalived/keepalived.conf', DUAL);
  expect(content.match(/vrrp_instance \S+|unicast_src_ip \S+|\S+ dev eth0.*/g)).toEqual([
    'vrrp_instance control-plane-ipv4',
    'unicast_src_ip 10.0.0.11',
    '10.0.0.100/24 dev eth0',
    'vrrp_instance control-plane-ipv6',
    'unicast_src_ip fd00::11',
    'fd00::100/64 dev eth0 preferred_lft 0',
  ]);
});

test('without real time it has the best ordinary priority', () => {
  const { content } = fileAt('/etc/keepalived/keepalived.conf', { realtime: false });
  expect(content).toContain('\n    vrrp_priority -20\n');
  expect(content).not.toContain('vrrp_rt_priority');
});

test('as a static pod', () => {
  const pod = yamlOf((chart) => place(POD)(chart)).split('---\n').find((text) => text.includes('kind: Pod'));
  expect(pod).toMatchInlineSnapshot(`
"apiVersion: v1
kind: Pod
metadata:
  annotations:
    ha-cluster.local/config-hash: 3c590266358edc80
  labels:
    component: keepalived
    tier: control-plane
  name: keepalived
  namespace: kube-system
spec:
  containers:
    - command:
        - keepalived
        - --dont-fork
        - --log-console
        - --use-file=/etc/keepalived/keepalived.conf
      image: registry.example/keepalived:2.3.3
      imagePullPolicy: IfNotPresent
      name: keepalived
      resources:
        requests:
          cpu: 50m
          memory: 32Mi
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          add:
            - IPC_LOCK
            - NET_ADMIN
            - NET_RAW
            - SETGID
            - SYS_NICE
          drop:
            - ALL
      volumeMounts:
        - mountPath: /etc/keepalived
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
        path: /etc/keepalived
        type: Directory
      name: config
"
`);
});

test('the kubeadm guide: a check with curl through the balancer, a master by name, priorities that change', () => {
  const guide = { kubeadmGuide: true, startsAsMaster: true, balancerPort: 9443, priority: 101 };
  expect(fileAt('/etc/keepalived/check-haproxy', guide).content).toMatchInlineSnapshot(`
"#!/bin/sh
curl -sfk --max-time 2 https://localhost:9443/healthz -o /dev/null || exit 1
"
`);
  const { content } = fileAt('/etc/keepalived/keepalived.conf', guide);
  expect(content).toMatch(/weight -2\n[^]*state MASTER\n[^]*priority 101\n/);
  expect(content).not.toMatch(/nopreempt|unicast|init_fail|vrrp_rt_priority/);
});

test.each<[string, object, string[]]>([
  ['no image for a static pod', { form: FrontEndForm.STATIC_POD }, ['keepalived.image: got nothing; allowed: an image reference with a registry or path and a tag or digest, not `latest`; fix: build one with keepalived and bash (docs/ has a Dockerfile), or use FrontEndForm.SERVICE']],
  ['an image that moves', { ...POD, image: 'osixia/keepalived:latest' }, ['keepalived.image: got "osixia/keepalived:latest"; allowed: an image reference with a registry or path and a tag or digest, not `latest`; fix: build one with keepalived and bash (docs/ has a Dockerfile), or use FrontEndForm.SERVICE']],
  ['a peer that is a name', { peers: ['cp-2'] }, ['keepalived.peers[0]: got "cp-2"; allowed: an IPv4 or IPv6 address; fix: write the plain address, without port and prefix']],
  ['no address of the family', { addresses: ['fd00::11'] }, ['keepalived.addresses: got ["fd00::11"]; allowed: an IPv4 address, as 10.0.0.100 has; fix: add the address of this host']],
  ['no virtual address', { virtualAddresses: [] }, ['keepalived.instances: got []; allowed: at least one; fix: give a virtual address']],
  ['text for a list', { virtualAddresses: '10.0.0.100' as any }, ['keepalived.instances: got []; allowed: at least one; fix: give a virtual address']],
  ['a monitor port of 0', { monitorPort: 0 }, ['keepalived.monitorPort: got 0; allowed: a whole number from 1024 to 65535; fix: choose a free port in that range']],
  ['a balancer port of 0', { balancerPort: 0 }, ['keepalived.balancerPort: got 0; allowed: a whole number from 1 to 65535; fix: choose a free port in that range']],
])('%s is said at synth', (_, changes, complaints) => {
  expect(complaintsOf(place(changes))).toEqual(complaints);
});

test('a host alone, and a static pod with an image, are good', () => {
  expect(complaintsOf(place({ peers: [] }))).toEqual([]);
  expect(complaintsOf(place(POD))).toEqual([]);
});
