import { BadInput, Js, balancer, having, stacked } from '../given';

/** The properties of HaCluster itself. */
export const CLUSTER_PROPS: BadInput[] = [
  {
    covers: ['HaCluster.constructor(props)', 'HA002'],
    name: 'no description at all',
    change: () => undefined,
    message: [
      'HA002 props: got nothing; allowed: an object; fix: give it',
    ],
    good: (props) => props,
  },
  {
    covers: ['HaCluster.constructor(props)', 'HA003'],
    name: 'a list as description',
    change: () => [],
    message: [
      'HA003 props: got []; allowed: an object; fix: give a value of the allowed type',
    ],
  },
  {
    covers: ['HaClusterProps.workers', 'HA001'],
    name: 'a property that is misspelt',
    change: having({ workerz: [] }),
    message: [
      'HA001 workerz: got []; allowed: version, controlPlanes, workers, etcd, endpoint, networks, timing, imageRegistry, apiServer, controllerManager, scheduler, etcdMember, etcdBackup, kubelet, pki, hostFiles, patches, acknowledgements; fix: remove it, or correct its name',
    ],
    good: having({ workers: [] }),
  },
  {
    covers: ['HaClusterProps.version', 'HA003'],
    name: 'text as version',
    change: having({ version: '1.36' }),
    message: [
      'HA003 version: got "1.36"; allowed: a KubernetesVersion, like KubernetesVersion.V1_36; fix: give a value of the allowed type',
    ],
    good: having({ version: Js.KubernetesVersion.V1_28 }),
  },
  {
    covers: ['HaClusterProps.version', 'HA002'],
    name: 'no version',
    change: having({ version: null }),
    message: [
      'HA002 version: got nothing; allowed: a value; fix: give it',
    ],
  },
  {
    covers: ['KubernetesVersion.of(version)', 'HA110'],
    name: 'a minor that is not known yet',
    change: having({ version: Js.KubernetesVersion.of('1.37.0') }),
    message: [
      'HA110 version: got "1.37.0"; allowed: a version like 1.36.3, minor 1.28 to 1.36; fix: choose a minor of the range; for a newer one, use a release of this package that has a row for it, or add one (CONTRIBUTING.md)',
    ],
    good: having({ version: Js.KubernetesVersion.of('v1.36.0') }),
  },
  {
    covers: ['KubernetesVersion.of(version)', 'HA110'],
    name: 'a minor that is no longer known',
    change: having({ version: Js.KubernetesVersion.of('1.27.16') }),
    message: [
      'HA110 version: got "1.27.16"; allowed: a version like 1.36.3, minor 1.28 to 1.36; fix: choose a minor of the range; for a newer one, use a release of this package that has a row for it, or add one (CONTRIBUTING.md)',
    ],
    good: having({ version: Js.KubernetesVersion.of('1.28.0') }),
  },
  {
    covers: ['KubernetesVersion.of(version)', 'HA110'],
    name: 'a version without a patch',
    change: having({ version: Js.KubernetesVersion.of(1.36) }),
    message: [
      'HA110 version: got "1.36"; allowed: a version like 1.36.3, minor 1.28 to 1.36; fix: choose a minor of the range; for a newer one, use a release of this package that has a row for it, or add one (CONTRIBUTING.md)',
    ],
  },
  {
    covers: ['HaClusterProps.controlPlanes', 'HA002'],
    name: 'no control planes',
    change: having({ controlPlanes: [] }),
    message: [
      'HA002 controlPlanes: got an empty list; allowed: at least 1; fix: give it',
    ],
    good: (props) => having({ controlPlanes: props.controlPlanes.slice(0, 1), etcd: Js.EtcdTopology.singleForDevelopment() })(props),
  },
  {
    covers: ['HaClusterProps.controlPlanes', 'HA003'],
    name: 'a map of control planes',
    change: having({ controlPlanes: { 'cp-1': '10.0.0.11' } }),
    message: [
      'HA003 controlPlanes: got {"cp-1":"10.0.0.11"}; allowed: a list; fix: give a value of the allowed type',
    ],
  },
  {
    covers: ['HaClusterProps.controlPlanes', 'HA101'],
    name: 'an even number of members',
    change: (props) => having({ controlPlanes: props.controlPlanes.slice(1) })(props),
    message: [
      'HA101 controlPlanes: got 2 with stacked etcd; allowed: 3, 5 or 7 (members to failures survived: 1→0, 2→0, 3→1, 4→1, 5→2, 6→2, 7→3); fix: add one: 2 members survive 0 failures, 3 survive 1 failure',
    ],
  },
  {
    covers: ['HaClusterProps.workers', 'HA003'],
    name: 'a number of workers',
    change: having({ workers: 3 }),
    message: [
      'HA003 workers: got 3; allowed: a list; fix: give a value of the allowed type',
    ],
    good: having({ workers: undefined }),
  },
  {
    covers: ['HaClusterProps.workers', 'HA003'],
    name: 'a worker that is only a name',
    change: having({ workers: ['worker-1'] }),
    message: [
      'HA003 workers[0]: got "worker-1"; allowed: an object; fix: give a value of the allowed type',
    ],
  },
  {
    covers: ['HaClusterProps.etcd', 'HA003'],
    name: 'the name of a topology',
    change: having({ etcd: 'stacked' }),
    message: [
      'HA003 etcd: got "stacked"; allowed: an EtcdTopology, like EtcdTopology.stacked(); fix: give a value of the allowed type',
    ],
    good: stacked(undefined),
  },
  {
    covers: ['HaClusterProps.endpoint', 'HA003'],
    name: 'the props of an endpoint without its factory',
    change: having({ endpoint: { virtualIp: '10.0.0.100' } }),
    message: [
      'HA003 endpoint: got {"virtualIp":"10.0.0.100"}; allowed: a ControlPlaneEndpoint, like ControlPlaneEndpoint.haproxyKeepalived({ … }); fix: give a value of the allowed type',
    ],
    good: balancer({}),
  },
  {
    covers: ['HaClusterProps.endpoint', 'HA003'],
    name: 'a factory that was not called',
    change: having({ endpoint: Js.ControlPlaneEndpoint.haproxyKeepalived }),
    message: [
      'HA003 endpoint: got a function; allowed: a ControlPlaneEndpoint, like ControlPlaneEndpoint.haproxyKeepalived({ … }); fix: give a value of the allowed type',
    ],
  },
  {
    covers: ['HaClusterProps.networks', 'HA003'],
    name: 'one range as networks',
    change: having({ networks: '10.0.0.0/24' }),
    message: [
      'HA003 networks: got "10.0.0.0/24"; allowed: an object; fix: give a value of the allowed type',
    ],
    good: having({ networks: {} }),
  },
  {
    covers: ['HaClusterProps.timing', 'HA003'],
    name: 'the name of a preset',
    change: having({ timing: 'balanced' }),
    message: [
      'HA003 timing: got "balanced"; allowed: a FailoverTiming, like FailoverTiming.balanced(); fix: give a value of the allowed type',
    ],
    good: having({ timing: Js.FailoverTiming.conservative() }),
  },
  {
    covers: ['HaClusterProps.imageRegistry', 'HA022'],
    name: 'a registry with a scheme',
    change: having({ imageRegistry: 'https://registry.example' }),
    message: [
      'HA022 imageRegistry: got "https://registry.example"; allowed: a registry host, with a port and a path where needed, without scheme and trailing slash; fix: write it like registry.example:5000/kubernetes',
    ],
    good: having({ imageRegistry: 'registry.example:5000/kubernetes/mirror' }),
  },
  {
    covers: ['HaClusterProps.imageRegistry', 'HA022'],
    name: 'a registry with a trailing slash',
    change: having({ imageRegistry: 'registry.example/' }),
    message: [
      'HA022 imageRegistry: got "registry.example/"; allowed: a registry host, with a port and a path where needed, without scheme and trailing slash; fix: write it like registry.example:5000/kubernetes',
    ],
  },
  {
    covers: ['HaClusterProps.apiServer', 'HA003'],
    name: 'flags where options belong',
    change: having({ apiServer: ['--v=2'] }),
    message: [
      'HA003 apiServer: got ["--v=2"]; allowed: an object; fix: give a value of the allowed type',
    ],
    good: having({ apiServer: {} }),
  },
  {
    covers: ['HaClusterProps.controllerManager', 'HA001'],
    name: 'flags beside extraArgs',
    change: having({ controllerManager: { v: '2' } }),
    message: [
      'HA001 controllerManager.v: got "2"; allowed: extraArgs, extraEnv, extraVolumes, image; fix: remove it, or correct its name',
    ],
    good: having({ controllerManager: { extraArgs: { v: '2' } } }),
  },
  {
    covers: ['HaClusterProps.scheduler', 'HA003'],
    name: 'a Map where options belong',
    change: having({ scheduler: new Map([['extraArgs', {}]]) }),
    message: [
      'HA003 scheduler: got {}; allowed: an object; fix: give a value of the allowed type',
    ],
    good: having({ scheduler: {} }),
  },
  {
    covers: ['HaClusterProps.etcdMember', 'HA001'],
    name: 'an option of etcd among those of its pod',
    change: having({ etcdMember: { quota: 8 } }),
    message: [
      'HA001 etcdMember.quota: got 8; allowed: extraArgs, extraEnv, extraVolumes, image; fix: remove it, or correct its name',
    ],
    good: having({ etcdMember: {} }),
  },
  {
    covers: ['HaClusterProps.kubelet', 'HA001'],
    name: 'an image for the kubelet',
    change: having({ kubelet: { image: 'kubelet:1' } }),
    message: [
      'HA001 kubelet.image: got "kubelet:1"; allowed: extraArgs, configuration; fix: remove it, or correct its name',
    ],
    good: having({ kubelet: {} }),
  },
  {
    covers: ['HaClusterProps.pki', 'HA003'],
    name: 'pki switched off',
    change: having({ pki: false }),
    message: [
      'HA003 pki: got false; allowed: an object; fix: give a value of the allowed type',
    ],
    good: having({ pki: {} }),
  },
  {
    covers: ['HaClusterProps.hostFiles', 'HA003'],
    name: 'files by path',
    change: having({ hostFiles: { '/etc/motd': 'hello' } }),
    message: [
      'HA003 hostFiles: got {"/etc/motd":"hello"}; allowed: a list; fix: give a value of the allowed type',
    ],
    good: having({ hostFiles: [] }),
  },
  {
    covers: ['HaClusterProps.patches', 'HA003'],
    name: 'a patch without its factory',
    change: having({ patches: [{ target: { kind: 'Pod' } }] }),
    message: [
      'HA003 patches[0]: got {"target":{"kind":"Pod"}}; allowed: a Patch, like Patch.json(target, operations); fix: give a value of the allowed type',
    ],
    good: having({ patches: [] }),
  },
  {
    covers: ['HaClusterProps.acknowledgements', 'HA003'],
    name: 'a bare id',
    change: having({ acknowledgements: ['HA123'] }),
    message: [
      'HA003 acknowledgements[0]: got "HA123"; allowed: an object; fix: give a value of the allowed type',
    ],
    good: having({ acknowledgements: [] }),
  },
];
