import { Size } from 'cdk8s';
import { BadInput, Js, existing, external, having, members, stacked } from '../given';

/** etcd and the address ranges. */
export const ETCD_AND_NETWORKS: BadInput[] = [
  {
    covers: ['EtcdOptions.bootstrap', 'HA003'],
    name: 'a bootstrap that does not exist',
    change: stacked({ bootstrap: 'join' }),
    message: [
      'HA003 etcd.bootstrap: got "join"; allowed: one of new, existing; fix: give a value of the allowed type',
    ],
    good: stacked({ bootstrap: 'existing' }),
  },
  {
    covers: ['EtcdOptions.quota', 'HA016'],
    name: 'a quota as number',
    change: stacked({ quota: 8 }),
    message: [
      'HA016 etcd.quota: got 8; allowed: a Size from 256 MiB to 8 GiB; fix: write Size.gibibytes(8)',
    ],
    good: stacked({ quota: Size.mebibytes(256) }),
  },
  {
    covers: ['EtcdOptions.quota', 'HA016'],
    name: 'a quota above what etcd was tested with',
    change: stacked({ quota: Size.gibibytes(9) }),
    message: [
      'HA016 etcd.quota: got 9Gi; allowed: a Size from 256 MiB to 8 GiB; fix: write Size.gibibytes(8)',
    ],
    good: stacked({ quota: Size.gibibytes(8) }),
  },
  {
    covers: ['EtcdOptions.version', 'HA030'],
    name: 'a minor that is not known',
    change: stacked({ version: '3.7.0' }),
    message: [
      'HA030 etcd.version: got "3.7.0"; allowed: the tag of an etcd 3.5 or 3.6 image, like 3.6.8-0; fix: leave it out to get the version that belongs to Kubernetes, or give a tag of 3.5 or 3.6',
    ],
    good: stacked({ version: '3.6.0' }),
  },
  {
    covers: ['EtcdOptions.version', 'HA129'],
    name: 'an etcd older than Kubernetes takes',
    change: stacked({ version: '3.5.23-0' }),
    message: [
      'HA129 etcd.version: got 3.5.23-0; allowed: 3.5.24 or later with Kubernetes 1.36.3; fix: leave etcd.version out to get the version that belongs to Kubernetes, or give a newer one',
    ],
    good: stacked({ version: '3.5.24-0' }),
  },
  {
    covers: ['EtcdOptions.token', 'HA025'],
    name: 'a token of two lines',
    change: stacked({ token: 'a\n--force-new-cluster' }),
    message: [
      'HA025 etcd.token: got "a\\n--force-new-cluster"; allowed: text of one line without control characters and without `${secret:`; fix: remove line breaks and control characters; let the component read a secret from a file of hostFiles',
    ],
    good: stacked({ token: 'restored-2026' }),
  },
  {
    covers: ['EtcdOptions.dataDirectory', 'HA020'],
    name: 'a relative path',
    change: stacked({ dataDirectory: 'etcd' }),
    message: [
      'HA020 etcd.dataDirectory: got "etcd"; allowed: an absolute path of letters, digits and . _ - @ : +, without empty, `.` and `..` parts; fix: write it in full, like /etc/kubernetes/extra.yaml',
    ],
    good: stacked({ dataDirectory: '/data/etcd' }),
  },
  {
    covers: ['EtcdTopology.stacked(options)', 'HA003'],
    name: 'a number of members',
    change: stacked(3),
    message: [
      'HA003 etcd: got 3; allowed: an object; fix: give a value of the allowed type',
    ],
    good: stacked({}),
  },
  {
    covers: ['ExternalEtcdOptions.members', 'HA002'],
    name: 'no members',
    change: external({ members: undefined }),
    message: [
      'HA002 etcd.members: got nothing; allowed: a value; fix: give it',
    ],
    good: external({}),
  },
  {
    covers: ['ExternalEtcdOptions.members', 'HA101'],
    name: 'two members',
    change: external({ members: members().slice(1) }),
    message: [
      'HA101 etcd.members: got 2; allowed: 3, 5 or 7 (members to failures survived: 1→0, 2→0, 3→1, 4→1, 5→2, 6→2, 7→3); fix: add one: 2 members survive 0 failures, 3 survive 1 failure',
    ],
  },
  {
    covers: ['ExternalEtcdOptions.members', 'HA001'],
    name: 'labels for a host that is no Node',
    change: external({ members: members({ labels: {} }) }),
    message: [
      'HA001 etcd.members[0].labels: got {}; allowed: name, address, addresses, zone, networkInterface; fix: remove it, or correct its name',
    ],
  },
  {
    covers: ['ExternalEtcdOptions.members', 'HA123'],
    name: 'a member in the zone of another',
    change: external({ members: members({ zone: 'b' }) }),
    message: [
      'HA123 etcd.members: got zone "b" with etcd-1 and etcd-2, 2 of 3 etcd members; allowed: at most 1 of 3 members in one zone: its loss leaves 1, writes need 2; fix: spread the hosts over three zones or more, so that no zone has half of them; where there are only two, accept the loss by name',
    ],
  },
  {
    covers: ['EtcdTopology.external(options)', 'HA002'],
    name: 'external etcd without options',
    change: having({ etcd: Js.EtcdTopology.external() }),
    message: [
      'HA002 etcd: got nothing; allowed: an object; fix: give it',
    ],
    good: external({}),
  },
  {
    covers: ['ExistingEtcdOptions.endpoints', 'HA019'],
    name: 'an endpoint without TLS',
    change: existing({ endpoints: ['http://10.0.0.21:2379'] }),
    message: [
      'HA019 etcd.endpoints[0]: got "http://10.0.0.21:2379"; allowed: https://<address or name>:<port>; fix: write it like https://10.0.0.21:2379',
    ],
    good: existing({ endpoints: ['https://[fd00::21]:2379', 'https://etcd-2.example:2379', 'https://etcd-3.example:65535'] }),
  },
  {
    covers: ['ExistingEtcdOptions.endpoints', 'HA127'],
    name: 'one endpoint',
    change: existing({ endpoints: ['https://10.0.0.21:2379'] }),
    message: [
      'HA127 etcd.endpoints: got 1 of them; allowed: the client URLs of all members of an etcd that survives a failure: three or more; fix: give the client URL of every member; accept the finding where one name stands for all of them',
    ],
  },
  {
    covers: ['ExistingEtcdOptions.caFile', 'HA020'],
    name: 'a path with a parent',
    change: existing({ caFile: '/etc/../ca.crt' }),
    message: [
      'HA020 etcd.caFile: got "/etc/../ca.crt"; allowed: an absolute path of letters, digits and . _ - @ : +, without empty, `.` and `..` parts; fix: write it in full, like /etc/kubernetes/extra.yaml',
    ],
    good: existing({ caFile: '/etc/kubernetes/pki/etcd/other.crt' }),
  },
  {
    covers: ['ExistingEtcdOptions.certFile', 'HA020'],
    name: 'a certificate instead of its path',
    change: existing({ certFile: '-----BEGIN CERTIFICATE-----' }),
    message: [
      'HA020 etcd.certFile: got "-----BEGIN CERTIFICATE-----"; allowed: an absolute path of letters, digits and . _ - @ : +, without empty, `.` and `..` parts; fix: write it in full, like /etc/kubernetes/extra.yaml',
    ],
    good: existing({ certFile: '/etc/kubernetes/pki/client.crt' }),
  },
  {
    covers: ['ExistingEtcdOptions.keyFile', 'HA020'],
    name: 'a trailing slash',
    change: existing({ keyFile: '/etc/kubernetes/' }),
    message: [
      'HA020 etcd.keyFile: got "/etc/kubernetes/"; allowed: an absolute path of letters, digits and . _ - @ : +, without empty, `.` and `..` parts; fix: write it in full, like /etc/kubernetes/extra.yaml',
    ],
    good: existing({ keyFile: '/etc/kubernetes/pki/client.key' }),
  },
  {
    covers: ['EtcdTopology.existing(options)', 'HA003'],
    name: 'endpoints without options',
    change: having({ etcd: Js.EtcdTopology.existing(['https://10.0.0.21:2379']) }),
    message: [
      'HA003 etcd: got ["https://10.0.0.21:2379"]; allowed: an object; fix: give a value of the allowed type',
    ],
    good: existing({}),
  },
  {
    covers: ['EtcdTopology.singleForDevelopment(options)', 'HA001'],
    name: 'a member of a single one named by hand',
    change: (props) => having({ controlPlanes: props.controlPlanes.slice(0, 1), etcd: Js.EtcdTopology.singleForDevelopment({ members: [] }) })(props),
    message: [
      'HA001 etcd.members: got []; allowed: bootstrap, quota, version, token, dataDirectory; fix: remove it, or correct its name',
    ],
    good: (props) => having({ controlPlanes: props.controlPlanes.slice(0, 1), etcd: Js.EtcdTopology.singleForDevelopment({ bootstrap: 'existing' }) })(props),
  },
  {
    covers: ['HA101'],
    name: 'three control planes for one member',
    change: having({ etcd: Js.EtcdTopology.singleForDevelopment() }),
    message: [
      'HA101 controlPlanes: got 3 with etcd for development; allowed: exactly one; fix: use EtcdTopology.stacked() with three control planes',
    ],
    good: (props) => having({ controlPlanes: props.controlPlanes.slice(0, 1), etcd: Js.EtcdTopology.singleForDevelopment() })(props),
  },
  {
    covers: ['Networks.nodes', 'HA013'],
    name: 'a network written by one of its hosts',
    change: having({ networks: { nodes: ['10.0.0.11/24'] } }),
    message: [
      'HA013 networks.nodes[0]: got "10.0.0.11/24"; allowed: an address range in CIDR form whose address is the first of the range; fix: write it like 10.244.0.0/16 or fd00:10:244::/56',
    ],
    good: having({ networks: { nodes: ['10.0.0.0/16'] } }),
  },
  {
    covers: ['Networks.nodes', 'HA113'],
    name: 'a network without the hosts',
    change: having({ networks: { nodes: ['10.1.0.0/24'] } }),
    message: [
      'HA113 controlPlanes[0].address: got 10.0.0.11; allowed: an address in networks.nodes (10.1.0.0/24); fix: correct the address, or give networks.nodes every network that hosts are in',
      'HA113 controlPlanes[1].address: got 10.0.0.12; allowed: an address in networks.nodes (10.1.0.0/24); fix: correct the address, or give networks.nodes every network that hosts are in',
      'HA113 controlPlanes[2].address: got 10.0.0.13; allowed: an address in networks.nodes (10.1.0.0/24); fix: correct the address, or give networks.nodes every network that hosts are in',
      'HA104 endpoint.virtualIp: got 10.0.0.100; allowed: an address in 10.1.0.0/24; fix: choose a free address of the network that the control planes are in, or correct networks.nodes',
      'HA113 workers[0].address: got 10.0.0.31; allowed: an address in networks.nodes (10.1.0.0/24); fix: correct the address, or give networks.nodes every network that hosts are in',
    ],
  },
  {
    covers: ['Networks.pods', 'HA106'],
    name: 'pods in the Service range',
    change: having({ networks: { pods: ['10.96.0.0/16'] } }),
    message: [
      'HA106 networks.services: got 10.96.0.0/12; allowed: a range that shares no address with networks.pods (10.96.0.0/16); fix: move one of the two',
    ],
    good: having({ networks: { pods: ['10.112.0.0/16'] } }),
  },
  {
    covers: ['Networks.pods', 'HA114'],
    name: 'a pod range for two nodes',
    change: having({ networks: { pods: ['10.244.0.0/23'] } }),
    message: [
      'HA114 networks.pods: got 10.244.0.0/23; allowed: a prefix of /22 or shorter, for a /24 on each of 4 nodes; fix: choose another prefix length',
    ],
    good: having({ networks: { pods: ['10.244.0.0/22'] } }),
  },
  {
    covers: ['Networks.pods', 'HA013'],
    name: 'a range without a prefix length',
    change: having({ networks: { pods: ['10.244.0.0'] } }),
    message: [
      'HA013 networks.pods[0]: got "10.244.0.0"; allowed: an address range in CIDR form whose address is the first of the range; fix: write it like 10.244.0.0/16 or fd00:10:244::/56',
    ],
  },
  {
    covers: ['Networks.services', 'HA114'],
    name: 'more Service addresses than an apiserver takes',
    change: having({ networks: { services: ['10.64.0.0/10'] } }),
    message: [
      'HA114 networks.services: got 10.64.0.0/10; allowed: a prefix of /12 to /28: kube-apiserver takes at most 2^20 addresses; fix: choose another prefix length',
    ],
    good: having({ networks: { services: ['10.96.0.0/28'] } }),
  },
  {
    covers: ['Networks.services', 'HA002'],
    name: 'an empty list',
    change: having({ networks: { services: [] } }),
    message: [
      'HA002 networks.services: got an empty list; allowed: at least 1; fix: give it',
    ],
  },
  {
    covers: ['Networks.domain', 'HA027'],
    name: 'a domain with an underscore',
    change: having({ networks: { domain: 'cluster_local' } }),
    message: [
      'HA027 networks.domain: got "cluster_local"; allowed: a lower-case DNS domain of one or more labels; fix: keep cluster.local, or write a domain of your own like k8s.example.com',
    ],
    good: having({ networks: { domain: 'k8s.example' } }),
  },
];
