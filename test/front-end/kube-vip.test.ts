import { Duration } from 'cdk8s';
import { KubeVipMode } from '../../lib/cluster/endpoint-props';
import { KubeVip } from '../../lib/front-end/kube-vip';
import { KubeVipProps } from '../../lib/front-end/kube-vip-props';
import { KubeVipRbac } from '../../lib/front-end/kube-vip-rbac';
import { complaintsOf, objectsOf, yamlOf } from '../yaml';

const PROPS: KubeVipProps = { nodeName: 'cp-1', nodeAddress: '10.0.0.11', virtualIp: '10.0.0.100', networkInterface: 'eth0' };
const BGP = { mode: KubeVipMode.BGP, networkInterface: 'lo', bgpPeers: [{ address: '10.0.0.2', asNumber: 65_001 }, { address: '10.0.0.1', asNumber: 65_001 }] };
const place = (props: Partial<KubeVipProps> = {}) => (chart: any) => void new KubeVip(chart, 'kube-vip', { ...PROPS, ...props });
const environment = (props: Partial<KubeVipProps> = {}) =>
  Object.fromEntries(objectsOf(place(props))[0].spec.containers[0].env.map(({ name, value }: { name: string; value: string }) => [name, value]));

test('by ARP', () => {
  expect(yamlOf((chart) => place()(chart))).toMatchInlineSnapshot(`
"apiVersion: v1
kind: Pod
metadata:
  annotations:
    ha-cluster.local/not-rehearsed: no rehearsal can run the kube-vip image
  labels:
    component: kube-vip
    tier: control-plane
  name: kube-vip
  namespace: kube-system
spec:
  containers:
    - args:
        - manager
      env:
        - name: address
          value: 10.0.0.100
        - name: bgp_enable
          value: "false"
        - name: cp_enable
          value: "true"
        - name: cp_namespace
          value: kube-system
        - name: k8s_config_file
          value: /etc/kubernetes/kube-vip/kubeconfig
        - name: port
          value: "6443"
        - name: prometheus_server
          value: ""
        - name: svc_enable
          value: "false"
        - name: vip_arp
          value: "true"
        - name: vip_interface
          value: eth0
        - name: vip_leaderelection
          value: "true"
        - name: vip_leaseduration
          value: "5"
        - name: vip_leasename
          value: plndr-cp-lock
        - name: vip_nodename
          value: cp-1
        - name: vip_renewdeadline
          value: "3"
        - name: vip_retryperiod
          value: "1"
        - name: vip_subnet
          value: "32"
      image: ghcr.io/kube-vip/kube-vip:v1.2.3
      imagePullPolicy: IfNotPresent
      name: kube-vip
      resources:
        requests:
          cpu: 50m
          memory: 32Mi
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          add:
            - NET_ADMIN
            - NET_RAW
          drop:
            - ALL
      volumeMounts:
        - mountPath: /etc/kubernetes/kube-vip
          name: config
          readOnly: true
  hostAliases:
    - hostnames:
        - kubernetes
      ip: 127.0.0.1
  hostNetwork: true
  priority: 2000001000
  priorityClassName: system-node-critical
  schedulerName: static-pod-only
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  terminationGracePeriodSeconds: 10
  volumes:
    - hostPath:
        path: /etc/kubernetes/kube-vip
        type: Directory
      name: config
"
`);
});

test('by BGP every healthy host announces the address, and nobody is elected', () => {
  expect(environment(BGP)).toMatchInlineSnapshot(`
{
  "address": "10.0.0.100",
  "bgp_as": "65000",
  "bgp_enable": "true",
  "bgp_hold_time": "3",
  "bgp_keepalive_interval": "1",
  "bgp_peers": "10.0.0.1:65001::false,10.0.0.2:65001::false",
  "bgp_routerid": "10.0.0.11",
  "control_plane_health_check_address": "https://localhost:6443/readyz",
  "control_plane_health_check_ca_path": "/etc/kubernetes/kube-vip/ca.crt",
  "control_plane_health_check_failure_threshold": "2",
  "control_plane_health_check_period_seconds": "1",
  "control_plane_health_check_timeout_seconds": "1",
  "cp_enable": "true",
  "cp_namespace": "kube-system",
  "k8s_config_file": "/etc/kubernetes/kube-vip/kubeconfig",
  "port": "6443",
  "prometheus_server": "",
  "svc_enable": "false",
  "vip_arp": "false",
  "vip_interface": "lo",
  "vip_leaderelection": "false",
  "vip_nodename": "cp-1",
  "vip_subnet": "32",
}
`);
});

test('an IPv6 address is one host wide', () => {
  expect(environment({ virtualIp: 'FD00::100' })).toMatchObject({ address: 'fd00::100', vip_subnet: '128' });
});

test('the user may read and renew one lease, which is there from the start', () => {
  expect(yamlOf((chart) => void new KubeVipRbac(chart, 'rbac'))).toMatchInlineSnapshot(`
"apiVersion: coordination.k8s.io/v1
kind: Lease
metadata:
  annotations:
    ha-cluster.local/not-rehearsed: no rehearsal can run the kube-vip image
  name: plndr-cp-lock
  namespace: kube-system
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  annotations:
    ha-cluster.local/not-rehearsed: no rehearsal can run the kube-vip image
  name: kube-vip
  namespace: kube-system
rules:
  - apiGroups:
      - coordination.k8s.io
    resourceNames:
      - plndr-cp-lock
    resources:
      - leases
    verbs:
      - get
      - update
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  annotations:
    ha-cluster.local/not-rehearsed: no rehearsal can run the kube-vip image
  name: kube-vip
  namespace: kube-system
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: kube-vip
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: User
    name: kube-vip
"
`);
});

test('another user and another lease', () => {
  const [lease, role, binding] = objectsOf((chart) => void new KubeVipRbac(chart, 'rbac', { user: 'vip', leaseName: 'api-lock' }));
  expect([lease.metadata.name, role.rules[0].resourceNames, binding.subjects[0].name]).toEqual(['api-lock', ['api-lock'], 'vip']);
});

test.each<[string, object, string]>([
  ['no neighbour for BGP', { mode: KubeVipMode.BGP }, 'kubeVip.bgpPeers: got nothing; allowed: at least one neighbour; fix: name the routers, or use ARP'],
  ['a neighbour by name', { ...BGP, bgpPeers: [{ address: 'router', asNumber: 1 }] }, 'kubeVip.bgpPeers[0].address: got "router"; allowed: an IPv4 or IPv6 address; fix: write the plain address, without port and prefix'],
  ['a neighbour in no system', { ...BGP, bgpPeers: [{ address: '10.0.0.1', asNumber: 0 }] }, 'kubeVip.bgpPeers[0].asNumber: got 0; allowed: a whole number from 1 to 4294967294; fix: choose one in that range'],
  ['system 0', { ...BGP, asNumber: 0 }, 'kubeVip.asNumber: got 0; allowed: a whole number from 1 to 4294967294; fix: choose one in that range'],
  ['an IPv6 host for BGP', { ...BGP, nodeAddress: 'fd00::11' }, 'kubeVip.nodeAddress: got "fd00::11"; allowed: an IPv4 address; fix: write the plain address, without port and prefix'],
  ['a virtual address with a prefix', { virtualIp: '10.0.0.100/24' }, 'kubeVip.virtualIp: got "10.0.0.100/24"; allowed: an IPv4 or IPv6 address; fix: write the plain address, without port and prefix'],
  ['a relative directory', { directory: 'etc' }, 'kubeVip.directory: got "etc"; allowed: an absolute path; fix: write it in full'],
  ['a lease of half seconds', { leaseDuration: Duration.millis(5500) }, 'kubeVip.leaseDuration: got "5500ms"; allowed: whole seconds; fix: round it'],
  ['a deadline as long as the lease', { leaseRenewDeadline: Duration.seconds(5) }, 'kubeVip.leaseDuration: got "5/5/1 s"; allowed: duration > renew deadline > 1.2 x retry period, as client-go wants; fix: keep the order, like 5/3/1'],
  ['a retry as long as the deadline', { leaseRetryPeriod: Duration.seconds(3) }, 'kubeVip.leaseDuration: got "5/3/3 s"; allowed: duration > renew deadline > 1.2 x retry period, as client-go wants; fix: keep the order, like 5/3/1'],
  ['an image without a tag', { image: 'kube-vip' }, 'kubeVip.image: got "kube-vip"; allowed: an image reference with a registry or path and a tag or digest, not `latest`; fix: write it like registry.example/kube/haproxy:3.0.5'],
])('%s is said at synth', (_, changes, complaint) => {
  expect(complaintsOf(place(changes))).toEqual([complaint]);
});

test('the numbers of later kube-vip releases are good too', () => {
  const lease = { leaseDuration: Duration.seconds(15), leaseRenewDeadline: Duration.seconds(10), leaseRetryPeriod: Duration.seconds(2) };
  expect(complaintsOf(place(lease))).toEqual([]);
});
