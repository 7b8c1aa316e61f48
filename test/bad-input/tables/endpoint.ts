import { BadInput, Js, balancer, bgp, cp1, having, kubeVip, vrrp } from '../given';

/** Where clients reach the API. */
export const ENDPOINT: BadInput[] = [
  {
    covers: ['EndpointProps.workerLoadBalancer', 'HA003'],
    name: 'yes as text',
    change: vrrp({ workerLoadBalancer: 'yes' }),
    message: [
      'HA003 endpoint.workerLoadBalancer: got "yes"; allowed: true or false; fix: give a value of the allowed type',
    ],
    good: vrrp({ workerLoadBalancer: false }),
  },
  {
    covers: ['EndpointProps.certificateNames', 'HA018'],
    name: 'a URL as name',
    change: vrrp({ certificateNames: ['https://api.example.com'] }),
    message: [
      'HA018 endpoint.certificateNames[0]: got "https://api.example.com"; allowed: an IPv4 or IPv6 address, or a lower-case DNS name; fix: write the bare name or address, without scheme, port and path',
    ],
    good: vrrp({ certificateNames: ['api.example.com', 'fd00::7'] }),
  },
  {
    covers: ['EndpointProps.certificateNames', 'HA018'],
    name: 'a name with a port',
    change: vrrp({ certificateNames: ['api.example.com:8443'] }),
    message: [
      'HA018 endpoint.certificateNames[0]: got "api.example.com:8443"; allowed: an IPv4 or IPv6 address, or a lower-case DNS name; fix: write the bare name or address, without scheme, port and path',
    ],
  },
  {
    covers: ['HaproxyKeepalivedProps.virtualIp', 'HA012'],
    name: 'a name as virtual IP',
    change: vrrp({ virtualIp: 'api.example.com' }),
    message: [
      'HA012 endpoint.virtualIp: got "api.example.com"; allowed: an IPv4 or IPv6 address; fix: write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
    ],
    good: vrrp({ virtualIp: '10.0.0.254' }),
  },
  {
    covers: ['HaproxyKeepalivedProps.virtualIp', 'HA104'],
    name: 'the broadcast address',
    change: vrrp({ virtualIp: '10.0.0.255' }),
    message: [
      'HA104 endpoint.virtualIp: got 10.0.0.255, the last address of 10.0.0.0/24; allowed: an address in between; fix: choose a free address of the network that the control planes are in, or correct networks.nodes',
    ],
  },
  {
    covers: ['HaproxyKeepalivedProps.virtualIp', 'HA103'],
    name: 'the address of a control plane',
    change: vrrp({ virtualIp: '10.0.0.12' }),
    message: [
      'HA103 endpoint.virtualIp: got 10.0.0.12; allowed: an address that controlPlanes[1].address does not have; fix: correct one of the two',
    ],
  },
  {
    covers: ['HaproxyKeepalivedProps.virtualIp', 'HA113'],
    name: 'an address far away from the hosts',
    change: vrrp({ virtualIp: '192.168.7.7' }),
    message: [
      'HA113 networks.nodes: got no IPv4 network, and no /24 holds 10.0.0.11, 10.0.0.12, 10.0.0.13 and 192.168.7.7; allowed: the IPv4 network, or networks, that hold every host and the virtual IP; fix: give networks.nodes; where they share no subnet, use ControlPlaneEndpoint.kubeVip in mode KubeVipMode.BGP or ControlPlaneEndpoint.external instead',
    ],
  },
  {
    covers: ['HaproxyKeepalivedProps.secondVirtualIp', 'HA109'],
    name: 'a second virtual IP without a second family',
    change: vrrp({ secondVirtualIp: 'fd00::100' }),
    message: [
      'HA109 endpoint.secondVirtualIp: got fd00::100; allowed: nothing, where the control planes have one family; fix: remove it, or give every host an address of the other family',
      'HA113 networks.nodes: got no IPv6 network; allowed: the IPv6 network, or networks, that hold every host and the virtual IP; fix: give networks.nodes; where they share no subnet, use ControlPlaneEndpoint.kubeVip in mode KubeVipMode.BGP or ControlPlaneEndpoint.external instead',
    ],
    good: (props) => ({ ...vrrp({ secondVirtualIp: 'fd00::100' })(props), workers: [], controlPlanes: props.controlPlanes.map((host, index) => ({ ...host, addresses: ['fd00::1' + index] })) }),
  },
  {
    covers: ['HaproxyKeepalivedProps.secondVirtualIp', 'HA012'],
    name: 'a list of second virtual IPs',
    change: vrrp({ secondVirtualIp: ['fd00::100'] }),
    message: [
      'HA012 endpoint.secondVirtualIp: got ["fd00::100"]; allowed: an IPv4 or IPv6 address; fix: write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
    ],
  },
  {
    covers: ['HaproxyKeepalivedProps.networkInterface', 'HA017'],
    name: 'an interface with its address',
    change: vrrp({ networkInterface: 'eth0/24' }),
    message: [
      'HA017 endpoint.networkInterface: got "eth0/24"; allowed: an interface name: 1 to 15 letters, digits, dots, dashes, underscores or @, no slash and no space; fix: use the name that `ip link` shows, such as eth0, ens192 or bond0.100',
    ],
    good: vrrp({ networkInterface: 'bond0.100' }),
  },
  {
    covers: ['HaproxyKeepalivedProps.networkInterface', 'HA002'],
    name: 'no interface',
    change: vrrp({ networkInterface: undefined }),
    message: [
      'HA002 endpoint.networkInterface: got nothing; allowed: a value; fix: give it',
    ],
  },
  {
    covers: ['HaproxyKeepalivedProps.port', 'HA124'],
    name: 'the port of the apiserver',
    change: vrrp({ port: 6443 }),
    message: [
      'HA124 endpoint.port: got 6443; allowed: a port other than one that kube-apiserver has on the same host; fix: leave it out to get 8443, or choose another free port',
    ],
    good: vrrp({ port: 6444 }),
  },
  {
    covers: ['HaproxyKeepalivedProps.port', 'HA014'],
    name: 'a port that needs root',
    change: vrrp({ port: 443 }),
    message: [
      'HA014 endpoint.port: got 443; allowed: a whole number from 1024 to 65535; fix: choose a free port from 1024 on',
    ],
    good: vrrp({ port: 1024 }),
  },
  {
    covers: ['HaproxyKeepalivedProps.port', 'HA014'],
    name: 'a port as text',
    change: vrrp({ port: '8443' }),
    message: [
      'HA014 endpoint.port: got "8443"; allowed: a whole number from 1024 to 65535; fix: choose a free port from 1024 on',
    ],
  },
  {
    covers: ['HaproxyKeepalivedProps.form', 'HA003'],
    name: 'a form that does not exist',
    change: vrrp({ form: 'daemonset' }),
    message: [
      'HA003 endpoint.form: got "daemonset"; allowed: one of service, static-pod; fix: give a value of the allowed type',
    ],
    good: vrrp({ form: 'service' }),
  },
  {
    covers: ['HaproxyKeepalivedProps.keepalivedImage', 'HA002'],
    name: 'static pods without an image of keepalived',
    change: vrrp({ form: 'static-pod' }),
    message: [
      'HA002 endpoint.keepalivedImage: got nothing; allowed: a value; fix: give an image: there is no official one; docs/keepalived-image.md has a Dockerfile',
    ],
    good: vrrp({ form: 'static-pod', keepalivedImage: 'registry.example/keepalived:2.2.8' }),
  },
  {
    covers: ['HaproxyKeepalivedProps.keepalivedImage', 'HA021'],
    name: 'an image without a tag',
    change: vrrp({ form: 'static-pod', keepalivedImage: 'registry.example/keepalived' }),
    message: [
      'HA021 endpoint.keepalivedImage: got "registry.example/keepalived"; allowed: an image reference with a registry or path and a tag or digest, not `latest`; fix: write it like registry.example/kube/haproxy:3.0.5',
    ],
  },
  {
    covers: ['HaproxyKeepalivedProps.haproxyImage', 'HA021'],
    name: 'the latest image',
    change: vrrp({ haproxyImage: 'haproxy:latest' }),
    message: [
      'HA021 endpoint.haproxyImage: got "haproxy:latest"; allowed: an image reference with a registry or path and a tag or digest, not `latest`; fix: write it like registry.example/kube/haproxy:3.0.5',
    ],
    good: vrrp({ haproxyImage: 'haproxy:3.0' }),
  },
  {
    covers: ['HaproxyKeepalivedProps.routerId', 'HA026'],
    name: 'a router id of 256',
    change: vrrp({ routerId: 256 }),
    message: [
      'HA026 endpoint.routerId: got 256; allowed: a whole number from 1 to 255; fix: choose a number within the range',
    ],
    good: vrrp({ routerId: 255 }),
  },
  {
    covers: ['HaproxyKeepalivedProps.routerId', 'HA026'],
    name: 'a router id that is no number',
    change: vrrp({ routerId: NaN }),
    message: [
      'HA026 endpoint.routerId: got NaN; allowed: a whole number from 1 to 255; fix: choose a number within the range',
    ],
  },
  {
    covers: ['HaproxyKeepalivedProps.neighbourRouterIds', 'HA107'],
    name: 'the router id of a neighbour',
    change: vrrp({ routerId: 51, neighbourRouterIds: [51] }),
    message: [
      'HA107 endpoint.routerId: got 51; allowed: a number from 1 to 255 that is not in endpoint.neighbourRouterIds; fix: give endpoint.routerId a free id',
    ],
    good: vrrp({ routerId: 51, neighbourRouterIds: [52] }),
  },
  {
    covers: ['HaproxyKeepalivedProps.neighbourRouterIds', 'HA026'],
    name: 'a neighbour of router id 0',
    change: vrrp({ neighbourRouterIds: [0] }),
    message: [
      'HA026 endpoint.neighbourRouterIds[0]: got 0; allowed: a whole number from 1 to 255; fix: choose a number within the range',
    ],
    good: vrrp({ neighbourRouterIds: [1] }),
  },
  {
    covers: ['ControlPlaneEndpoint.haproxyKeepalived(props)', 'HA002'],
    name: 'no properties of haproxyKeepalived',
    change: having({ endpoint: Js.ControlPlaneEndpoint.haproxyKeepalived() }),
    message: [
      'HA002 endpoint: got nothing; allowed: an object; fix: give it',
    ],
    good: vrrp({}),
  },
  {
    covers: ['KubeVipEndpointProps.virtualIp', 'HA012'],
    name: 'a virtual IP with a prefix',
    change: kubeVip({ virtualIp: '10.0.0.100/32' }),
    message: [
      'HA012 endpoint.virtualIp: got "10.0.0.100/32"; allowed: an IPv4 or IPv6 address; fix: write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
    ],
    good: kubeVip({}),
  },
  {
    covers: ['KubeVipEndpointProps.networkInterface', 'HA017'],
    name: 'a list of interfaces',
    change: kubeVip({ networkInterface: ['eth0'] }),
    message: [
      'HA017 endpoint.networkInterface: got ["eth0"]; allowed: an interface name: 1 to 15 letters, digits, dots, dashes, underscores or @, no slash and no space; fix: use the name that `ip link` shows, such as eth0, ens192 or bond0.100',
    ],
    good: kubeVip({ networkInterface: 'lo' }),
  },
  {
    covers: ['KubeVipEndpointProps.mode', 'HA003'],
    name: 'a mode in capitals',
    change: kubeVip({ mode: 'BGP' }),
    message: [
      'HA003 endpoint.mode: got "BGP"; allowed: one of arp, bgp; fix: give a value of the allowed type',
    ],
    good: bgp({}),
  },
  {
    covers: ['KubeVipEndpointProps.mode', 'HA111'],
    name: 'ARP across two subnets',
    change: (props) => ({ ...kubeVip({})(cp1({ address: '10.0.1.11' })(props)), networks: { nodes: ['10.0.0.0/24', '10.0.1.0/24'] } }),
    message: [
      'HA111 controlPlanes[0].address: got 10.0.1.11; allowed: an address in 10.0.0.0/24, the subnet of the virtual IP 10.0.0.100; fix: put the control planes into one subnet; or use ControlPlaneEndpoint.kubeVip in mode KubeVipMode.BGP, or ControlPlaneEndpoint.external; with workerLoadBalancer the workers need no virtual IP',
    ],
    good: (props) => ({ ...bgp({})(cp1({ address: '10.0.1.11' })(props)), networks: { nodes: ['10.0.0.0/24', '10.0.1.0/24'] } }),
  },
  {
    covers: ['KubeVipEndpointProps.asNumber', 'HA026'],
    name: 'an autonomous system of 33 bits',
    change: bgp({ asNumber: 4294967296 }),
    message: [
      'HA026 endpoint.asNumber: got 4294967296; allowed: a whole number from 1 to 4294967294; fix: choose a number within the range',
    ],
    good: bgp({ asNumber: 4294967294 }),
  },
  {
    covers: ['KubeVipEndpointProps.bgpPeers', 'HA002'],
    name: 'BGP with nobody',
    change: bgp({ bgpPeers: [] }),
    message: [
      'HA002 endpoint.bgpPeers: got nothing; allowed: a value; fix: give at least one router that the hosts speak BGP with',
    ],
    good: kubeVip({ bgpPeers: [] }),
  },
  {
    covers: ['KubeVipEndpointProps.image', 'HA021'],
    name: 'an image with a blank',
    change: kubeVip({ image: 'kube vip:v1' }),
    message: [
      'HA021 endpoint.image: got "kube vip:v1"; allowed: an image reference with a registry or path and a tag or digest, not `latest`; fix: write it like registry.example/kube/haproxy:3.0.5',
    ],
    good: kubeVip({ image: 'registry.example/kube-vip:v1.0.0' }),
  },
  {
    covers: ['BgpPeer.address', 'HA012'],
    name: 'a router without an address',
    change: bgp({ bgpPeers: [{ address: '', asNumber: 65001 }] }),
    message: [
      'HA012 endpoint.bgpPeers[0].address: got ""; allowed: an IPv4 or IPv6 address; fix: write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
    ],
    good: bgp({ bgpPeers: [{ address: 'fd00::1', asNumber: 65001 }] }),
  },
  {
    covers: ['BgpPeer.asNumber', 'HA002'],
    name: 'a router without an autonomous system',
    change: bgp({ bgpPeers: [{ address: '10.0.0.1' }] }),
    message: [
      'HA002 endpoint.bgpPeers[0].asNumber: got nothing; allowed: a value; fix: give it',
    ],
    good: bgp({ bgpPeers: [{ address: '10.0.0.1', asNumber: 1 }] }),
  },
  {
    covers: ['ControlPlaneEndpoint.kubeVip(props)', 'HA003'],
    name: 'an address as properties of kubeVip',
    change: having({ endpoint: Js.ControlPlaneEndpoint.kubeVip('10.0.0.100') }),
    message: [
      'HA003 endpoint: got "10.0.0.100"; allowed: an object; fix: give a value of the allowed type',
    ],
    good: kubeVip({}),
  },
  {
    covers: ['ExternalEndpointProps.host', 'HA018'],
    name: 'a host with a scheme',
    change: balancer({ host: 'https://api.example.com' }),
    message: [
      'HA018 endpoint.host: got "https://api.example.com"; allowed: an IPv4 or IPv6 address, or a lower-case DNS name; fix: write the bare name or address, without scheme, port and path',
    ],
    good: balancer({ host: '10.0.0.5' }),
  },
  {
    covers: ['ExternalEndpointProps.host', 'HA018'],
    name: 'a misspelt address, which is no name',
    change: balancer({ host: '10.0.0.1.5' }),
    message: [
      'HA018 endpoint.host: got "10.0.0.1.5"; allowed: an IPv4 or IPv6 address, or a lower-case DNS name; fix: write the bare name or address, without scheme, port and path',
    ],
  },
  {
    covers: ['ExternalEndpointProps.host', 'HA108'],
    name: 'one control plane as the endpoint of all',
    change: balancer({ host: '10.0.0.11' }),
    message: [
      'HA108 endpoint.host: got 10.0.0.11; allowed: an address or name that outlives any host, unlike controlPlanes[0]; fix: use a virtual IP or a load balancer; the address stands in kubeconfigs and certificates, and is hard to change later',
    ],
  },
  {
    covers: ['ExternalEndpointProps.port', 'HA026'],
    name: 'port zero',
    change: balancer({ port: 0 }),
    message: [
      'HA026 endpoint.port: got 0; allowed: a whole number from 1 to 65535; fix: choose a number within the range',
    ],
    good: balancer({ port: 443 }),
  },
  {
    covers: ['ControlPlaneEndpoint.external(props)', 'HA001'],
    name: 'a virtual IP for a balancer that exists',
    change: balancer({ virtualIp: '10.0.0.100' }),
    message: [
      'HA001 endpoint.virtualIp: got "10.0.0.100"; allowed: workerLoadBalancer, certificateNames, host, port; fix: remove it, or correct its name',
    ],
    good: balancer({ workerLoadBalancer: true }),
  },
];
