import { BadInput, Js, balancer, cp1, existing, file, having, stacked, taint, volume, vrrp } from '../given';

/** Text that tries to become a line, a word or a value of its own in what is rendered. */
export const INJECTION: BadInput[] = [
  {
    covers: ['HostProps.name', 'HA010'],
    name: 'a host name with a line of haproxy.cfg',
    change: cp1({ name: 'cp-1\n  bind *:1' }),
    message: [
      'HA010 controlPlanes[0].name: got "cp-1\\n  bind *:1"; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes',
    ],
    good: cp1({ name: 'cp-1-bind' }),
  },
  {
    covers: ['HostProps.name', 'HA010'],
    name: 'a host name with a blank and a server option',
    change: cp1({ name: 'cp-1 disabled' }),
    message: [
      'HA010 controlPlanes[0].name: got "cp-1 disabled"; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes',
    ],
  },
  {
    covers: ['HostProps.name', 'HA010'],
    name: 'a host name with a trailing line feed',
    change: cp1({ name: 'cp-1\n' }),
    message: [
      'HA010 controlPlanes[0].name: got "cp-1\\n"; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes',
    ],
  },
  {
    covers: ['HostProps.name', 'HA010'],
    name: 'a host name that leaves its folder',
    change: cp1({ name: '../cp-1' }),
    message: [
      'HA010 controlPlanes[0].name: got "../cp-1"; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes',
    ],
  },
  {
    covers: ['HostProps.address', 'HA012'],
    name: 'an address with a line of haproxy.cfg',
    change: cp1({ address: '10.0.0.11\nserver evil 10.6.6.6:6443' }),
    message: [
      'HA012 controlPlanes[0].address: got "10.0.0.11\\nserver evil 10.6.6.6:6443"; allowed: an IPv4 or IPv6 address; fix: write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
    ],
  },
  {
    covers: ['HostProps.addresses', 'HA012'],
    name: 'a second address with a flag of the kubelet',
    change: cp1({ addresses: ['fd00::11 --anonymous-auth=true'] }),
    message: [
      'HA012 controlPlanes[0].addresses[0]: got "fd00::11 --anonymous-auth=true"; allowed: an IPv4 or IPv6 address; fix: write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
    ],
  },
  {
    covers: ['HostProps.zone', 'HA011'],
    name: 'a zone with a second label',
    change: cp1({ zone: 'a,node-restriction.kubernetes.io/x=y' }),
    message: [
      'HA011 controlPlanes[0].zone: got "a,node-restriction.kubernetes.io/x=y"; allowed: a label value: 1 to 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends; fix: use a short name such as `a` or `dc-1`',
    ],
  },
  {
    covers: ['HostProps.zone', 'HA011'],
    name: 'a zone with a line of a unit',
    change: cp1({ zone: 'a\nExecStartPost=/bin/sh' }),
    message: [
      'HA011 controlPlanes[0].zone: got "a\\nExecStartPost=/bin/sh"; allowed: a label value: 1 to 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends; fix: use a short name such as `a` or `dc-1`',
    ],
  },
  {
    covers: ['HostProps.networkInterface', 'HA017'],
    name: 'an interface with a block of keepalived.conf',
    change: cp1({ networkInterface: 'eth0\n}\nvrrp_x {' }),
    message: [
      'HA017 controlPlanes[0].networkInterface: got "eth0\\n}\\nvrrp_x {"; allowed: an interface name: 1 to 15 letters, digits, dots, dashes, underscores or @, no slash and no space; fix: use the name that `ip link` shows, such as eth0, ens192 or bond0.100',
    ],
  },
  {
    covers: ['HaproxyKeepalivedProps.networkInterface', 'HA017'],
    name: 'an interface with a comment',
    change: vrrp({ networkInterface: 'eth0 # x' }),
    message: [
      'HA017 endpoint.networkInterface: got "eth0 # x"; allowed: an interface name: 1 to 15 letters, digits, dots, dashes, underscores or @, no slash and no space; fix: use the name that `ip link` shows, such as eth0, ens192 or bond0.100',
    ],
    good: vrrp({ networkInterface: 'veth0@if7' }),
  },
  {
    covers: ['HaproxyKeepalivedProps.virtualIp', 'HA012'],
    name: 'a virtual IP with an option of keepalived',
    change: vrrp({ virtualIp: '10.0.0.100 dev lo' }),
    message: [
      'HA012 endpoint.virtualIp: got "10.0.0.100 dev lo"; allowed: an IPv4 or IPv6 address; fix: write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
    ],
  },
  {
    covers: ['HaproxyKeepalivedProps.haproxyImage', 'HA021'],
    name: 'an image with a line of YAML',
    change: vrrp({ haproxyImage: 'haproxy:3.0\n    command: [sh]' }),
    message: [
      'HA021 endpoint.haproxyImage: got "haproxy:3.0\\n    command: [sh]"; allowed: an image reference with a registry or path and a tag or digest, not `latest`; fix: write it like registry.example/kube/haproxy:3.0.5',
    ],
    good: vrrp({ haproxyImage: 'haproxy@sha256:' + 'a'.repeat(64) }),
  },
  {
    covers: ['EndpointProps.certificateNames', 'HA018'],
    name: 'a certificate name with a second one',
    change: vrrp({ certificateNames: ['a.example,DNS:b.example'] }),
    message: [
      'HA018 endpoint.certificateNames[0]: got "a.example,DNS:b.example"; allowed: an IPv4 or IPv6 address, or a lower-case DNS name; fix: write the bare name or address, without scheme, port and path',
    ],
  },
  {
    covers: ['EndpointProps.certificateNames', 'HA018'],
    name: 'a wildcard',
    change: vrrp({ certificateNames: ['*.example.com'] }),
    message: [
      'HA018 endpoint.certificateNames[0]: got "*.example.com"; allowed: an IPv4 or IPv6 address, or a lower-case DNS name; fix: write the bare name or address, without scheme, port and path',
    ],
  },
  {
    covers: ['ExternalEndpointProps.host', 'HA018'],
    name: 'a host with a user',
    change: balancer({ host: 'evil@api.example.com' }),
    message: [
      'HA018 endpoint.host: got "evil@api.example.com"; allowed: an IPv4 or IPv6 address, or a lower-case DNS name; fix: write the bare name or address, without scheme, port and path',
    ],
  },
  {
    covers: ['NodeProps.labels', 'HA028'],
    name: 'a label key with a flag',
    change: cp1({ labels: { 'a --v': 'b' } }),
    message: [
      'HA028 controlPlanes[0].labels.a --v: got "a --v"; allowed: a label key whose prefix, if any, is not one that Kubernetes reserves (kubernetes.io, k8s.io); fix: use a prefix of your own, like example.com/role',
    ],
    good: cp1({ labels: { 'a--v': 'b' } }),
  },
  {
    covers: ['NodeProps.labels', 'HA011'],
    name: 'a label value with a second label',
    change: cp1({ labels: { a: 'b,c=d' } }),
    message: [
      'HA011 controlPlanes[0].labels.a: got "b,c=d"; allowed: a label value: 1 to 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends; fix: use a short name such as `a` or `dc-1`',
    ],
  },
  {
    covers: ['NodeTaint.value', 'HA011'],
    name: 'a taint value with YAML',
    change: taint({ value: 'x"}\n- key: y' }),
    message: [
      'HA011 controlPlanes[0].taints[0].value: got "x\\"}\\n- key: y"; allowed: a label value: 1 to 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends; fix: use a short name such as `a` or `dc-1`',
    ],
  },
  {
    covers: ['HaClusterProps.imageRegistry', 'HA022'],
    name: "a registry with a line of containerd's TOML",
    change: having({ imageRegistry: 'registry.example"\n[plugins]' }),
    message: [
      'HA022 imageRegistry: got "registry.example\\"\\n[plugins]"; allowed: a registry host, with a port and a path where needed, without scheme and trailing slash; fix: write it like registry.example:5000/kubernetes',
    ],
  },
  {
    covers: ['EtcdOptions.token', 'HA025'],
    name: 'a token with a placeholder for a secret',
    change: stacked({ token: '${secret:Certificate/etcd-ca#tls.key}' }),
    message: [
      'HA025 etcd.token: got "${secret:Certificate/etcd-ca#tls.key}"; allowed: text of one line without control characters and without `${secret:`; fix: remove line breaks and control characters; let the component read a secret from a file of hostFiles',
    ],
    good: stacked({ token: '$(HOME) "quoted" %n #x' }),
  },
  {
    covers: ['EtcdOptions.dataDirectory', 'HA020'],
    name: 'a data directory with a quote',
    change: stacked({ dataDirectory: '/var/lib/etcd"' }),
    message: [
      'HA020 etcd.dataDirectory: got "/var/lib/etcd\\""; allowed: an absolute path of letters, digits and . _ - @ : +, without empty, `.` and `..` parts; fix: write it in full, like /etc/kubernetes/extra.yaml',
    ],
  },
  {
    covers: ['EtcdOptions.version', 'HA030'],
    name: 'a version with a flag',
    change: stacked({ version: '3.6.8-0 --debug' }),
    message: [
      'HA030 etcd.version: got "3.6.8-0 --debug"; allowed: the tag of an etcd 3.5 or 3.6 image, like 3.6.8-0; fix: leave it out to get the version that belongs to Kubernetes, or give a tag of 3.5 or 3.6',
    ],
  },
  {
    covers: ['Networks.domain', 'HA027'],
    name: 'a domain with a line of YAML',
    change: having({ networks: { domain: 'cluster.local\nreadOnlyPort: 10255' } }),
    message: [
      'HA027 networks.domain: got "cluster.local\\nreadOnlyPort: 10255"; allowed: a lower-case DNS domain of one or more labels; fix: keep cluster.local, or write a domain of your own like k8s.example.com',
    ],
  },
  {
    covers: ['Networks.services', 'HA013'],
    name: 'a range with a flag',
    change: having({ networks: { services: ['10.96.0.0/12 --anonymous-auth'] } }),
    message: [
      'HA013 networks.services[0]: got "10.96.0.0/12 --anonymous-auth"; allowed: an address range in CIDR form whose address is the first of the range; fix: write it like 10.244.0.0/16 or fd00:10:244::/56',
    ],
  },
  {
    covers: ['KubernetesVersion.of(version)', 'HA110'],
    name: 'a version with a tag of its own',
    change: having({ version: Js.KubernetesVersion.of('1.36.3\nx') }),
    message: [
      'HA110 version: got "1.36.3\\nx"; allowed: a version like 1.36.3, minor 1.28 to 1.36; fix: choose a minor of the range; for a newer one, use a release of this package that has a row for it, or add one (CONTRIBUTING.md)',
    ],
  },
  {
    covers: ['ComponentOptions.extraArgs', 'HA025'],
    name: 'a flag value with a second line',
    change: having({ kubelet: { extraArgs: { v: '2\nExecStartPost=/bin/sh' } } }),
    message: [
      'HA025 kubelet.extraArgs.v: got "2\\nExecStartPost=/bin/sh"; allowed: text of one line without `${secret:`, or a list of such; fix: remove line breaks and control characters; let the component read a secret from a file of hostFiles',
    ],
    good: having({ kubelet: { extraArgs: { v: '2" %i $HOME \\ ; \'x\'' } } }),
  },
  {
    covers: ['ComponentOptions.extraArgs', 'HA023'],
    name: 'a flag name with its value',
    change: having({ apiServer: { extraArgs: { 'v=2 --x': 'y' } } }),
    message: [
      'HA023 apiServer.extraArgs.v=2 --x: got "v=2 --x"; allowed: the name of a flag without leading dashes: lower-case letters, digits and dashes; fix: write `v`, not `--v`; give the value separately',
    ],
  },
  {
    covers: ['ComponentOptions.extraEnv', 'HA025'],
    name: 'a variable with a line feed',
    change: having({ apiServer: { extraEnv: { A: 'b\nC=d' } } }),
    message: [
      'HA025 apiServer.extraEnv.A: got "b\\nC=d"; allowed: text of one line without control characters and without `${secret:`; fix: remove line breaks and control characters; let the component read a secret from a file of hostFiles',
    ],
    good: having({ apiServer: { extraEnv: { A: '$(B) "c" \'d\' # e: {f}' } } }),
  },
  {
    covers: ['HostVolume.hostPath', 'HA020'],
    name: 'a path with a parent',
    change: volume({ hostPath: '/srv/../etc/shadow' }),
    message: [
      'HA020 apiServer.extraVolumes[0].hostPath: got "/srv/../etc/shadow"; allowed: an absolute path of letters, digits and . _ - @ : +, without empty, `.` and `..` parts; fix: write it in full, like /etc/kubernetes/extra.yaml',
    ],
  },
  {
    covers: ['HostFileProps.path', 'HA020'],
    name: 'a path with a line feed',
    change: file({ path: '/etc/motd\n/etc/shadow' }),
    message: [
      'HA020 hostFiles[0].path: got "/etc/motd\\n/etc/shadow"; allowed: an absolute path of letters, digits and . _ - @ : +, without empty, `.` and `..` parts; fix: write it in full, like /etc/kubernetes/extra.yaml',
    ],
  },
  {
    covers: ['HostFileProps.owner', 'HA034'],
    name: 'an owner with a command',
    change: file({ owner: 'root; id' }),
    message: [
      'HA034 hostFiles[0].owner: got "root; id"; allowed: a user or group name: lower-case letters, digits, dashes and underscores, at most 32; fix: use the name, not the number',
    ],
  },
  {
    covers: ['ExistingEtcdOptions.endpoints', 'HA019'],
    name: 'an endpoint with a second one',
    change: existing({ endpoints: ['https://10.0.0.21:2379,http://10.6.6.6:2379'] }),
    message: [
      'HA019 etcd.endpoints[0]: got "https://10.0.0.21:2379,http://10.6.6.6:2379"; allowed: https://<address or name>:<port>; fix: write it like https://10.0.0.21:2379',
    ],
  },
  {
    covers: ['Acknowledgement.reason', 'HA025'],
    name: 'a reason of two lines',
    change: (props) => having({ acknowledgements: [{ rule: 'HA123', reason: 'a\n---\nkind: Secret' }] })(cp1({ zone: 'b' })(props)),
    message: [
      'HA025 acknowledgements[0].reason: got "a\\n---\\nkind: Secret"; allowed: text of one line without control characters and without `${secret:`; fix: remove line breaks and control characters; let the component read a secret from a file of hostFiles',
      'HA123 controlPlanes: got zone "b" with cp-1 and cp-2, 2 of 3 etcd members; allowed: at most 1 of 3 members in one zone: its loss leaves 1, writes need 2; fix: spread the hosts over three zones or more, so that no zone has half of them; where there are only two, accept the loss by name',
    ],
    good: (props) => having({ acknowledgements: [{ rule: 'HA123', reason: '--- "a": {b} # c' }] })(cp1({ zone: 'b' })(props)),
  },
];
