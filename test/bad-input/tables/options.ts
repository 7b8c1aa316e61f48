import { Duration } from 'cdk8s';
import { BadInput, Js, having, timing, volume } from '../given';

/** Options of components and of the PKI. */
export const OPTIONS: BadInput[] = [
  {
    covers: ['ComponentOptions.extraArgs', 'HA023'],
    name: 'a flag with its dashes',
    change: having({ apiServer: { extraArgs: { '--v': '2' } } }),
    message: [
      'HA023 apiServer.extraArgs.--v: got "--v"; allowed: the name of a flag without leading dashes: lower-case letters, digits and dashes; fix: write `v`, not `--v`; give the value separately',
    ],
    good: having({ apiServer: { extraArgs: { v: '2', 'event-ttl': ['2h'] } } }),
  },
  {
    covers: ['ComponentOptions.extraArgs', 'HA003'],
    name: 'a number as value of a flag',
    change: having({ scheduler: { extraArgs: { v: 2 } } }),
    message: [
      'HA003 scheduler.extraArgs.v: got 2; allowed: text of one line without `${secret:`, or a list of such; fix: give a value of the allowed type',
    ],
    good: having({ scheduler: { extraArgs: { v: ['2', '3'] } } }),
  },
  {
    covers: ['ComponentOptions.extraArgs', 'HA025'],
    name: 'a secret as value of a flag',
    change: having({ apiServer: { extraArgs: { 'oidc-client-id': '${secret:SecretKey/x#key}' } } }),
    message: [
      'HA025 apiServer.extraArgs.oidc-client-id: got "${secret:SecretKey/x#key}"; allowed: text of one line without `${secret:`, or a list of such; fix: remove line breaks and control characters; let the component read a secret from a file of hostFiles',
    ],
    good: having({ apiServer: { extraArgs: { 'oidc-client-id': '{secret:x}' } } }),
  },
  {
    covers: ['ComponentOptions.extraArgs', 'HA131'],
    name: 'a flag that the version has removed',
    change: having({ apiServer: { extraArgs: { 'cloud-provider': 'external' } } }),
    message: [
      'HA131 apiServer.extraArgs.cloud-provider: got Kubernetes 1.36.3; allowed: a version before 1.33, or no such flag; fix: remove it; the release notes of that minor say what replaces it',
    ],
  },
  {
    covers: ['ComponentOptions.extraArgs', 'HA132'],
    name: 'controllers without a leader',
    change: having({ scheduler: { extraArgs: { 'leader-elect': 'false' } } }),
    message: [
      ...['cp-1', 'cp-2', 'cp-3'].map(
        (host) => `HA223 ${host} kube-scheduler --leader-elect: got false; allowed: true: it runs on 3 hosts; fix: remove --leader-elect=false`,
      ),
      'HA132 scheduler.extraArgs.leader-elect: got "false"; allowed: true, or no such flag: without it every copy binds the same pods; fix: remove the flag',
    ],
  },
  {
    covers: ['ComponentOptions.extraEnv', 'HA024'],
    name: 'a variable with a dash',
    change: having({ apiServer: { extraEnv: { 'HTTPS-PROXY': 'http://proxy.example' } } }),
    message: [
      'HA024 apiServer.extraEnv.HTTPS-PROXY: got "HTTPS-PROXY"; allowed: letters, digits and underscores, not starting with a digit; fix: write it like HTTPS_PROXY',
    ],
    good: having({ apiServer: { extraEnv: { HTTPS_PROXY: 'http://proxy.example' } } }),
  },
  {
    covers: ['ComponentOptions.extraVolumes', 'HA003'],
    name: 'a volume as text',
    change: having({ apiServer: { extraVolumes: ['/srv/extra'] } }),
    message: [
      'HA003 apiServer.extraVolumes[0]: got "/srv/extra"; allowed: an object; fix: give a value of the allowed type',
    ],
    good: volume({}),
  },
  {
    covers: ['ComponentOptions.image', 'HA021'],
    name: 'an image without a tag',
    change: having({ apiServer: { image: 'registry.example/kube-apiserver' } }),
    message: [
      'HA021 apiServer.image: got "registry.example/kube-apiserver"; allowed: an image reference with a registry or path and a tag or digest, not `latest`; fix: write it like registry.example/kube/haproxy:3.0.5',
    ],
    good: having({ apiServer: { image: 'registry.example/kube-apiserver:v1.36.3' } }),
  },
  {
    covers: ['HostVolume.name', 'HA010'],
    name: 'a volume name with a dot',
    change: volume({ name: 'extra.d' }),
    message: [
      'HA010 apiServer.extraVolumes[0].name: got "extra.d"; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes',
    ],
    good: volume({ name: 'x' }),
  },
  {
    covers: ['HostVolume.hostPath', 'HA020'],
    name: 'a home directory',
    change: volume({ hostPath: '~/extra' }),
    message: [
      'HA020 apiServer.extraVolumes[0].hostPath: got "~/extra"; allowed: an absolute path of letters, digits and . _ - @ : +, without empty, `.` and `..` parts; fix: write it in full, like /etc/kubernetes/extra.yaml',
    ],
    good: volume({ hostPath: '/x' }),
  },
  {
    covers: ['HostVolume.mountPath', 'HA020'],
    name: 'the root directory',
    change: volume({ mountPath: '/' }),
    message: [
      'HA020 apiServer.extraVolumes[0].mountPath: got "/"; allowed: an absolute path of letters, digits and . _ - @ : +, without empty, `.` and `..` parts; fix: write it in full, like /etc/kubernetes/extra.yaml',
    ],
    good: volume({ mountPath: '/y' }),
  },
  {
    covers: ['HostVolume.readOnly', 'HA003'],
    name: 'zero for false',
    change: volume({ readOnly: 0 }),
    message: [
      'HA003 apiServer.extraVolumes[0].readOnly: got 0; allowed: true or false; fix: give a value of the allowed type',
    ],
    good: volume({ readOnly: false }),
  },
  {
    covers: ['ApiServerOptions.auditPolicy', 'HA003'],
    name: 'an audit policy as object',
    change: having({ apiServer: { auditPolicy: { rules: [] } } }),
    message: [
      'HA003 apiServer.auditPolicy: got {"rules":[]}; allowed: text whose lines end in a line feed; fix: give a value of the allowed type',
    ],
    good: having({ apiServer: { auditPolicy: 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: Metadata\n' } }),
  },
  {
    covers: ['ApiServerOptions.admissionPlugins', 'HA032'],
    name: 'plugins in one text',
    change: having({ apiServer: { admissionPlugins: ['NodeRestriction,AlwaysPullImages'] } }),
    message: [
      'HA032 apiServer.admissionPlugins[0]: got "NodeRestriction,AlwaysPullImages"; allowed: the name of an admission plugin, like AlwaysPullImages; fix: write the name as `kube-apiserver --help` lists it',
    ],
    good: having({ apiServer: { admissionPlugins: ['AlwaysPullImages'] } }),
  },
  {
    covers: ['ApiServerOptions.podSecurity', 'HA003'],
    name: 'a level that does not exist',
    change: having({ apiServer: { podSecurity: 'none' } }),
    message: [
      'HA003 apiServer.podSecurity: got "none"; allowed: one of privileged, baseline, restricted; fix: give a value of the allowed type',
    ],
    good: having({ apiServer: { podSecurity: 'privileged' } }),
  },
  {
    covers: ['KubeletOptions.extraArgs', 'HA003'],
    name: 'true as value of a flag',
    change: having({ kubelet: { extraArgs: { 'fail-swap-on': false } } }),
    message: [
      'HA003 kubelet.extraArgs.fail-swap-on: got false; allowed: text of one line without `${secret:`, or a list of such; fix: give a value of the allowed type',
    ],
    good: having({ kubelet: { extraArgs: { 'fail-swap-on': 'false' } } }),
  },
  {
    covers: ['KubeletOptions.configuration', 'HA003'],
    name: 'configuration as text',
    change: having({ kubelet: { configuration: 'maxPods: 50' } }),
    message: [
      'HA003 kubelet.configuration: got "maxPods: 50"; allowed: a map; fix: give a value of the allowed type',
    ],
    good: having({ kubelet: { configuration: { maxPods: 50 } } }),
  },
  {
    covers: ['PkiOptions.keyAlgorithm', 'HA003'],
    name: 'an algorithm that is not offered',
    change: having({ pki: { keyAlgorithm: 'RSA-1024' } }),
    message: [
      'HA003 pki.keyAlgorithm: got "RSA-1024"; allowed: one of ECDSA-P256, RSA-2048, RSA-4096; fix: give a value of the allowed type',
    ],
    good: having({ pki: { keyAlgorithm: 'RSA-2048' } }),
  },
  {
    covers: ['PkiOptions.caValidity', 'HA031'],
    name: 'a CA for eleven years',
    change: having({ pki: { caValidity: Duration.days(3651) } }),
    message: [
      'HA031 pki.caValidity: got 3651 d; allowed: a Duration of 1 to 3650 whole days; fix: write Duration.days(365)',
    ],
    good: having({ pki: { caValidity: Duration.days(365) } }),
  },
  {
    covers: ['PkiOptions.certificateValidity', 'HA031'],
    name: 'a validity of half a day',
    change: having({ pki: { certificateValidity: Duration.hours(12) } }),
    message: [
      'HA031 pki.certificateValidity: got 12 h; allowed: a Duration of 1 to 3650 whole days; fix: write Duration.days(365)',
    ],
    good: having({ pki: { certificateValidity: Duration.days(1) } }),
  },
  {
    covers: ['PkiOptions.certificateValidity', 'HA128'],
    name: 'a certificate for longer than its CA',
    change: having({ pki: { caValidity: Duration.days(30), certificateValidity: Duration.days(31) } }),
    message: [
      'HA128 pki.certificateValidity: got 31 days; allowed: at most the 30 days of the CAs; fix: shorten pki.certificateValidity, or lengthen pki.caValidity',
    ],
    good: having({ pki: { caValidity: Duration.days(30), certificateValidity: Duration.days(30) } }),
  },
  {
    covers: ['FailoverTiming.balanced(overrides)', 'HA003'],
    name: 'overrides that are no object',
    change: timing(5),
    message: [
      'HA003 timing: got 5; allowed: an object; fix: give a value of the allowed type',
    ],
    good: timing({}),
  },
  {
    covers: ['FailoverTiming.conservative(overrides)', 'HA001'],
    name: 'a number that does not exist',
    change: having({ timing: Js.FailoverTiming.conservative({ vrrpInterval: Duration.seconds(1) }) }),
    message: [
      'HA001 timing.vrrpInterval: got 1 s; allowed: vrrpAdvertisement, vrrpCheckInterval, vrrpCheckFall, vrrpCheckRise, proxyInterval, proxyFastInterval, proxyDownInterval, workerProxyInterval, workerProxyFastInterval, proxyFall, proxyRise, proxyConnectTimeout, proxyCheckTimeout, proxyIdleTimeout, proxyTunnelTimeout, proxyRetries, apiserverShutdownDelay, apiserverGracePeriod, leaseDuration, leaseRenewDeadline, leaseRetryPeriod, etcdHeartbeat, etcdElection, nodeMonitorGrace, defaultToleration; fix: remove it, or correct its name',
    ],
    good: having({ timing: Js.FailoverTiming.conservative({ vrrpAdvertisement: Duration.seconds(2) }) }),
  },
  {
    covers: ['FailoverTiming.kubeadmGuide(overrides)', 'HA015'],
    name: 'a lease of no time',
    change: having({ timing: Js.FailoverTiming.kubeadmGuide({ leaseDuration: Duration.millis(0) }) }),
    message: [
      'HA015 timing.leaseDuration: got 0 ms; allowed: a Duration of whole milliseconds, greater than zero and at most a day; fix: write Duration.seconds(4) or Duration.millis(500)',
    ],
    good: having({ timing: Js.FailoverTiming.kubeadmGuide({ leaseDuration: Duration.seconds(20) }) }),
  },
  {
    covers: ['FailoverTimingProps.leaseDuration', 'HA015'],
    name: 'a Duration of another copy of cdk8s',
    change: timing({ leaseDuration: { amount: 6, unit: 'seconds' } }),
    message: [
      'HA015 timing.leaseDuration: got {"amount":6,"unit":"seconds"}; allowed: a Duration of whole milliseconds, greater than zero and at most a day; fix: write Duration.seconds(4) or Duration.millis(500)',
    ],
    good: timing({ leaseDuration: Duration.seconds(7) }),
  },
];
