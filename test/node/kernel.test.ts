import { KERNEL_MODULES, kernelFiles, nodeSysctls } from '../../lib/node/kernel';
import { objectsOf, yamlOf } from '../yaml';

test('modules and settings of a node with both families of addresses', () => {
  expect(yamlOf((chart) => kernelFiles(chart, KERNEL_MODULES, nodeSysctls(['ipv4', 'ipv6'])))).toMatchInlineSnapshot(`
"apiVersion: ha-cluster.local/v1alpha1
kind: HostFile
metadata:
  annotations:
    config.kubernetes.io/local-config: "true"
  name: etc-modules-load-d-90-ha-cluster-conf
spec:
  content: |
    br_netfilter
    overlay
  group: root
  mode: "0644"
  owner: root
  path: /etc/modules-load.d/90-ha-cluster.conf
---
apiVersion: ha-cluster.local/v1alpha1
kind: HostFile
metadata:
  annotations:
    config.kubernetes.io/local-config: "true"
  name: etc-sysctl-d-90-ha-cluster-conf
spec:
  content: |
    fs.inotify.max_user_instances = 8192
    fs.inotify.max_user_watches = 524288
    kernel.panic = 10
    kernel.panic_on_oops = 1
    net.bridge.bridge-nf-call-ip6tables = 1
    net.bridge.bridge-nf-call-iptables = 1
    net.ipv4.ip_forward = 1
    net.ipv6.conf.all.forwarding = 1
    vm.overcommit_memory = 1
  group: root
  mode: "0644"
  owner: root
  path: /etc/sysctl.d/90-ha-cluster.conf
"
`);
});

test.each([
  ['ipv4' as const, ['net.bridge.bridge-nf-call-iptables', 'net.ipv4.ip_forward']],
  ['ipv6' as const, ['net.bridge.bridge-nf-call-ip6tables', 'net.ipv6.conf.all.forwarding']],
])('a node of %s forwards that family only', (family, names) => {
  expect(Object.keys(nodeSysctls([family])).filter((name) => name.startsWith('net.')).sort()).toEqual(names);
});

test('a host without settings has no file for them', () => {
  expect(objectsOf((chart) => kernelFiles(chart, ['overlay'], {})).map((object) => object.spec.path)).toEqual(['/etc/modules-load.d/90-ha-cluster.conf']);
});
