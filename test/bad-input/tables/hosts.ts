import { BadInput, cp1, having, taint } from '../given';

/** Hosts: control planes, workers and external members. */
export const HOSTS: BadInput[] = [
  {
    covers: ['HostProps.name', 'HA010'],
    name: 'a name with a capital',
    change: cp1({ name: 'CP-1' }),
    message: [
      'HA010 controlPlanes[0].name: got "CP-1"; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes',
    ],
    good: cp1({ name: '1-a' }),
  },
  {
    covers: ['HostProps.name', 'HA010'],
    name: 'a name of 64 characters',
    change: cp1({ name: 'c'.repeat(64) }),
    message: [
      'HA010 controlPlanes[0].name: got "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes',
    ],
  },
  {
    covers: ['HostProps.name', 'HA102'],
    name: 'a name that leaves no room for the name of the cluster',
    change: cp1({ name: 'c'.repeat(53) }),
    message: [
      'HA102 controlPlanes[0].name: got "ccccccccccccccccccccccccccccccccccccccccccccccccccccc"; allowed: at most 52 characters, so that system:node:<host> has no more than 64, which is all that a certificate can name; fix: shorten the name of the host or of the cluster',
    ],
    good: cp1({ name: 'c'.repeat(52) }),
  },
  {
    covers: ['HostProps.name', 'HA102'],
    name: 'a name that another host has',
    change: cp1({ name: 'cp-3' }),
    message: [
      'HA102 controlPlanes[2].name: got "cp-3"; allowed: a name that controlPlanes[0] does not have; fix: give every host a name of its own',
    ],
  },
  {
    covers: ['HostProps.name', 'HA010'],
    name: 'a number as name',
    change: cp1({ name: 7 }),
    message: [
      'HA010 controlPlanes[0].name: got 7; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes',
    ],
  },
  {
    covers: ['HostProps.name', 'HA010'],
    name: 'a name that is read as an address',
    change: cp1({ name: '7' }),
    message: [
      'HA010 controlPlanes[0].name: got "7"; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes',
    ],
    good: cp1({ name: '7a' }),
  },
  {
    covers: ['HostProps.address', 'HA012'],
    name: 'a part above 255',
    change: cp1({ address: '10.0.0.300' }),
    message: [
      'HA012 controlPlanes[0].address: got "10.0.0.300"; allowed: an IPv4 or IPv6 address; fix: write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
    ],
    good: cp1({ address: '10.0.0.254' }),
  },
  {
    covers: ['HostProps.address', 'HA012'],
    name: 'a leading zero, which some programs read as octal',
    change: cp1({ address: '10.0.0.011' }),
    message: [
      'HA012 controlPlanes[0].address: got "10.0.0.011"; allowed: an IPv4 or IPv6 address; fix: write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
    ],
  },
  {
    covers: ['HostProps.address', 'HA012'],
    name: 'an address with a prefix',
    change: cp1({ address: '10.0.0.11/24' }),
    message: [
      'HA012 controlPlanes[0].address: got "10.0.0.11/24"; allowed: an IPv4 or IPv6 address; fix: write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
    ],
  },
  {
    covers: ['HostProps.address', 'HA012'],
    name: 'a zone index',
    change: cp1({ address: 'fe80::1%eth0' }),
    message: [
      'HA012 controlPlanes[0].address: got "fe80::1%eth0"; allowed: an IPv4 or IPv6 address; fix: write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
    ],
  },
  {
    covers: ['HostProps.address', 'HA002'],
    name: 'no address',
    change: cp1({ address: undefined }),
    message: [
      'HA002 controlPlanes[0].address: got nothing; allowed: a value; fix: give it',
    ],
  },
  {
    covers: ['HostProps.address', 'HA103'],
    name: 'an address that another host has',
    change: cp1({ address: '10.0.0.31' }),
    message: [
      'HA103 workers[0].address: got 10.0.0.31; allowed: an address that controlPlanes[0].address does not have; fix: correct one of the two',
    ],
    good: cp1({ address: '10.0.0.30' }),
  },
  {
    covers: ['HostProps.address', 'HA105', 'HA113'],
    name: 'an address of the Service range',
    change: having({ workers: [{ name: 'worker-1', address: '10.96.0.31' }] }),
    message: [
      'HA105 workers[0].address: got 10.96.0.31; allowed: an address outside networks.services (10.96.0.0/12); fix: move the range, or the address',
      'HA113 workers[0].address: got 10.96.0.31; allowed: an address in networks.nodes (10.0.0.0/24); fix: correct the address, or give networks.nodes every network that hosts are in',
    ],
  },
  {
    covers: ['HostProps.address', 'HA117', 'HA113'],
    name: 'a loopback address',
    change: having({ workers: [{ name: 'worker-1', address: '127.0.1.1' }] }),
    message: [
      'HA113 workers[0].address: got 127.0.1.1; allowed: an address in networks.nodes (10.0.0.0/24); fix: correct the address, or give networks.nodes every network that hosts are in',
      'HA117 workers[0].address: got 127.0.1.1; allowed: an address of one machine; this one is a loopback address (127.0.0.0/8); fix: write the address that the other hosts reach',
    ],
  },
  {
    covers: ['HostProps.addresses', 'HA003'],
    name: 'one address where a list belongs',
    change: cp1({ addresses: 'fd00::11' }),
    message: [
      'HA003 controlPlanes[0].addresses: got "fd00::11"; allowed: a list; fix: give a value of the allowed type',
    ],
    good: cp1({ addresses: ['10.0.0.11'] }),
  },
  {
    covers: ['HostProps.addresses', 'HA109'],
    name: 'a second family on one host only',
    change: cp1({ addresses: ['fd00::11'] }),
    message: [
      'HA109 controlPlanes[1].address: got IPv4; allowed: IPv4 and IPv6, IPv4 first, like controlPlanes[0]; fix: give every host one address of each family, and one range of pods and of Services for each',
      'HA109 controlPlanes[2].address: got IPv4; allowed: IPv4 and IPv6, IPv4 first, like controlPlanes[0]; fix: give every host one address of each family, and one range of pods and of Services for each',
      'HA109 workers[0].address: got IPv4; allowed: IPv4 and IPv6, IPv4 first, like controlPlanes[0]; fix: give every host one address of each family, and one range of pods and of Services for each',
    ],
  },
  {
    covers: ['HostProps.zone', 'HA011'],
    name: 'a zone with a blank',
    change: cp1({ zone: 'rack 1' }),
    message: [
      'HA011 controlPlanes[0].zone: got "rack 1"; allowed: a label value: 1 to 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends; fix: use a short name such as `a` or `dc-1`',
    ],
    good: cp1({ zone: 'Rack_1.a' }),
  },
  {
    covers: ['HostProps.zone', 'HA011'],
    name: 'an empty zone',
    change: cp1({ zone: '' }),
    message: [
      'HA011 controlPlanes[0].zone: got ""; allowed: a label value: 1 to 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends; fix: use a short name such as `a` or `dc-1`',
    ],
  },
  {
    covers: ['HostProps.zone', 'HA123'],
    name: 'two of three members in one zone',
    change: cp1({ zone: 'b' }),
    message: [
      'HA123 controlPlanes: got zone "b" with cp-1 and cp-2, 2 of 3 etcd members; allowed: at most 1 of 3 members in one zone: its loss leaves 1, writes need 2; fix: spread the hosts over three zones or more, so that no zone has half of them; where there are only two, accept the loss by name',
    ],
    good: (props) => having({ acknowledgements: [{ rule: 'HA123', reason: 'two sites only' }] })(cp1({ zone: 'b' })(props)),
  },
  {
    covers: ['HostProps.networkInterface', 'HA017'],
    name: 'an interface name of 16 characters',
    change: cp1({ networkInterface: 'e'.repeat(16) }),
    message: [
      'HA017 controlPlanes[0].networkInterface: got "eeeeeeeeeeeeeeee"; allowed: an interface name: 1 to 15 letters, digits, dots, dashes, underscores or @, no slash and no space; fix: use the name that `ip link` shows, such as eth0, ens192 or bond0.100',
    ],
    good: cp1({ networkInterface: 'e'.repeat(15) }),
  },
  {
    covers: ['HostProps.address', 'HA001', 'HA002'],
    name: 'a misspelt property',
    change: cp1({ address: undefined, adress: '10.0.0.11' }),
    message: [
      'HA002 controlPlanes[0].address: got nothing; allowed: a value; fix: give it',
      'HA001 controlPlanes[0].adress: got "10.0.0.11"; allowed: name, address, addresses, zone, networkInterface, labels, taints, vrrpPriority; fix: remove it, or correct its name',
    ],
  },
  {
    covers: ['NodeProps.labels', 'HA028'],
    name: 'a label that a kubelet may not set',
    change: cp1({ labels: { 'node-role.kubernetes.io/worker': 'yes' } }),
    message: [
      'HA028 controlPlanes[0].labels.node-role.kubernetes.io/worker: got "node-role.kubernetes.io/worker"; allowed: a label key whose prefix, if any, is not one that Kubernetes reserves (kubernetes.io, k8s.io); fix: use a prefix of your own, like example.com/role',
    ],
    good: cp1({ labels: { 'example.com/role': 'worker' } }),
  },
  {
    covers: ['NodeProps.labels', 'HA011'],
    name: 'a label value with a blank',
    change: cp1({ labels: { role: 'a b' } }),
    message: [
      'HA011 controlPlanes[0].labels.role: got "a b"; allowed: a label value: 1 to 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends; fix: use a short name such as `a` or `dc-1`',
    ],
    good: cp1({ labels: { role: 'a_b' } }),
  },
  {
    covers: ['NodeProps.labels', 'HA003'],
    name: 'a Map of labels',
    change: cp1({ labels: new Map([['role', 'a']]) }),
    message: [
      'HA003 controlPlanes[0].labels: got {}; allowed: a map; fix: give a value of the allowed type',
    ],
  },
  {
    covers: ['NodeProps.taints', 'HA003'],
    name: 'a taint as text',
    change: cp1({ taints: ['gpu=true:NoSchedule'] }),
    message: [
      'HA003 controlPlanes[0].taints[0]: got "gpu=true:NoSchedule"; allowed: an object; fix: give a value of the allowed type',
    ],
    good: cp1({ taints: [] }),
  },
  {
    covers: ['NodeTaint.key', 'HA028'],
    name: 'a reserved key',
    change: taint({ key: 'node.kubernetes.io/gpu' }),
    message: [
      'HA028 controlPlanes[0].taints[0].key: got "node.kubernetes.io/gpu"; allowed: a label key whose prefix, if any, is not one that Kubernetes reserves (kubernetes.io, k8s.io); fix: use a prefix of your own, like example.com/role',
    ],
    good: taint({ key: 'gpu' }),
  },
  {
    covers: ['NodeTaint.value', 'HA011'],
    name: 'a value that is no text',
    change: taint({ value: true }),
    message: [
      'HA011 controlPlanes[0].taints[0].value: got true; allowed: a label value: 1 to 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends; fix: use a short name such as `a` or `dc-1`',
    ],
    good: taint({ value: 'true' }),
  },
  {
    covers: ['NodeTaint.effect', 'HA029'],
    name: 'an effect that does not exist',
    change: taint({ effect: 'Evict' }),
    message: [
      'HA029 controlPlanes[0].taints[0].effect: got "Evict"; allowed: NoSchedule, PreferNoSchedule or NoExecute; fix: choose one of the three',
    ],
    good: taint({ effect: 'PreferNoSchedule' }),
  },
  {
    covers: ['ControlPlaneNode.vrrpPriority', 'HA026'],
    name: 'the priority that VRRP keeps for the owner of an address',
    change: cp1({ vrrpPriority: 255 }),
    message: [
      'HA026 controlPlanes[0].vrrpPriority: got 255; allowed: a whole number from 1 to 254; fix: choose a number within the range',
    ],
    good: cp1({ vrrpPriority: 254 }),
  },
  {
    covers: ['ControlPlaneNode.vrrpPriority', 'HA026'],
    name: 'a priority as text',
    change: cp1({ vrrpPriority: '100' }),
    message: [
      'HA026 controlPlanes[0].vrrpPriority: got "100"; allowed: a whole number from 1 to 254; fix: choose a number within the range',
    ],
  },
  {
    covers: ['ControlPlaneNode.vrrpPriority', 'HA125'],
    name: 'a priority that another host has',
    change: (props) => having({ controlPlanes: props.controlPlanes.map((host) => ({ ...host, vrrpPriority: host.name === 'cp-1' ? 2 : 1 })) })(props),
    message: [
      'HA125 controlPlanes[2].vrrpPriority: got 1; allowed: a number that controlPlanes[1] does not have; fix: give each a number of its own, or none',
    ],
    good: (props) => having({ controlPlanes: props.controlPlanes.map((host, index) => ({ ...host, vrrpPriority: index + 1 })) })(props),
  },
  {
    covers: ['ControlPlaneNode.vrrpPriority', 'HA001'],
    name: 'a priority for a worker',
    change: having({ workers: [{ name: 'worker-1', address: '10.0.0.31', vrrpPriority: 100 }] }),
    message: [
      'HA001 workers[0].vrrpPriority: got 100; allowed: name, address, addresses, zone, networkInterface, labels, taints; fix: remove it, or correct its name',
    ],
  },
];
