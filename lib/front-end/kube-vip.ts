import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { canonical, familyOf } from '../cluster/address';
import { KubeVipMode } from '../cluster/endpoint-props';
import { ABSOLUTE_PATH } from '../cluster/values/absolute-path';
import { StaticPod } from '../node/static-pod';
import { renderFrontEndPod } from './front-end-pod';
import { interfaceProblems } from './keepalived-problems';
import { KubeVipProps } from './kube-vip-props';
import { addressProblems, imageProblems, nameProblems, numberProblems, portProblems, problem, wholeSecondProblems } from './problem';

/** The release whose options were read. */
export const KUBE_VIP_IMAGE = 'ghcr.io/kube-vip/kube-vip:v1.2.3';

/** The name that kube-vip itself uses (`--leaseName`). */
export const KUBE_VIP_LEASE = 'plndr-cp-lock';

/** Says on every object of kube-vip that nobody has seen it run. */
export const NOT_REHEARSED = { 'ha-cluster.local/not-rehearsed': 'no rehearsal can run the kube-vip image' };

const DEFAULTS = {
  port: 6443,
  // kube-vip's own until 1.0.4. From 1.1.0 on it takes 15, 10 and 2, with which the address is away for up to 24 s.
  leaseDuration: Duration.seconds(5),
  leaseRenewDeadline: Duration.seconds(3),
  leaseRetryPeriod: Duration.seconds(1),
  asNumber: 65_000,
  directory: '/etc/kubernetes/kube-vip',
};

/** BGP: the route is withdrawn after this many failed questions to the own apiserver, one a period, each limited by the timeout. */
const HEALTH_CHECK = { period: 1, timeout: 1, threshold: 2 };

/** BGP hold time and keepalive in seconds; 3 is the least that the protocol allows (RFC 4271, section 4.2). */
const BGP_TIMERS = { hold: 3, keepalive: 1 };

/** The environment variables of kube-vip, by name. */
export function kubeVipEnvironment(props: KubeVipProps): { [name: string]: string } {
  const directory = props.directory ?? DEFAULTS.directory;
  return {
    address: canonical(props.virtualIp),
    cp_enable: 'true',
    cp_namespace: 'kube-system',
    k8s_config_file: `${directory}/kubeconfig`,
    port: String(props.port ?? DEFAULTS.port),
    prometheus_server: '',
    svc_enable: 'false',
    vip_interface: props.networkInterface,
    vip_nodename: props.nodeName,
    vip_subnet: familyOf(props.virtualIp) === 'ipv6' ? '128' : '32',
    ...(props.mode === KubeVipMode.BGP ? bgp(props, directory) : arp(props)),
  };
}

function arp(props: KubeVipProps): { [name: string]: string } {
  const { duration, deadline, period } = leaseTimes(props);
  return {
    bgp_enable: 'false',
    vip_arp: 'true',
    vip_leaderelection: 'true',
    vip_leaseduration: String(duration.toSeconds()),
    vip_leasename: props.leaseName ?? KUBE_VIP_LEASE,
    vip_renewdeadline: String(deadline.toSeconds()),
    vip_retryperiod: String(period.toSeconds()),
  };
}

function bgp(props: KubeVipProps, directory: string): { [name: string]: string } {
  const peers = (props.bgpPeers ?? []).map((peer) => `${bgpAddress(peer.address)}:${peer.asNumber}::false`);
  return {
    bgp_as: String(props.asNumber ?? DEFAULTS.asNumber),
    bgp_enable: 'true',
    bgp_hold_time: String(BGP_TIMERS.hold),
    bgp_keepalive_interval: String(BGP_TIMERS.keepalive),
    bgp_peers: peers.sort().join(','),
    bgp_routerid: canonical(props.nodeAddress),
    control_plane_health_check_address: `https://localhost:${props.port ?? DEFAULTS.port}/readyz`,
    control_plane_health_check_ca_path: `${directory}/ca.crt`,
    control_plane_health_check_failure_threshold: String(HEALTH_CHECK.threshold),
    control_plane_health_check_period_seconds: String(HEALTH_CHECK.period),
    control_plane_health_check_timeout_seconds: String(HEALTH_CHECK.timeout),
    vip_arp: 'false',
    vip_leaderelection: 'false',
  };
}

function bgpAddress(address: string): string {
  return address.includes(':') ? `[${canonical(address)}]` : address;
}

function leaseTimes(props: KubeVipProps): { duration: Duration; deadline: Duration; period: Duration } {
  return {
    duration: props.leaseDuration ?? DEFAULTS.leaseDuration,
    deadline: props.leaseRenewDeadline ?? DEFAULTS.leaseRenewDeadline,
    period: props.leaseRetryPeriod ?? DEFAULTS.leaseRetryPeriod,
  };
}

/** What is wrong with the properties. */
export function kubeVipProblems(props: KubeVipProps): string[] {
  const isBgp = props.mode === KubeVipMode.BGP;
  const problems = [
    ...nameProblems('kubeVip.nodeName', props.nodeName),
    ...addressProblems('kubeVip.nodeAddress', props.nodeAddress, isBgp ? 'ipv4' : undefined),
    ...addressProblems('kubeVip.virtualIp', props.virtualIp),
    ...interfaceProblems('kubeVip.networkInterface', props.networkInterface),
    ...portProblems('kubeVip.port', props.port ?? DEFAULTS.port),
    ...nameProblems('kubeVip.leaseName', props.leaseName ?? KUBE_VIP_LEASE),
    ...imageProblems('kubeVip.image', props.image ?? KUBE_VIP_IMAGE),
    ...numberProblems('kubeVip.asNumber', props.asNumber ?? DEFAULTS.asNumber, 1, 4_294_967_294),
  ];
  if (props.directory !== undefined && !ABSOLUTE_PATH.accepts(props.directory)) problems.push(problem('kubeVip.directory', props.directory, 'an absolute path', 'write it in full'));
  if (isBgp && (props.bgpPeers ?? []).length === 0) problems.push(problem('kubeVip.bgpPeers', props.bgpPeers, 'at least one neighbour', 'name the routers, or use ARP'));
  for (const [index, peer] of (props.bgpPeers ?? []).entries()) {
    problems.push(...addressProblems(`kubeVip.bgpPeers[${index}].address`, peer?.address));
    problems.push(...numberProblems(`kubeVip.bgpPeers[${index}].asNumber`, peer?.asNumber, 1, 4_294_967_294));
  }
  return [...problems, ...leaseProblems(props)];
}

function leaseProblems(props: KubeVipProps): string[] {
  const { duration, deadline, period } = leaseTimes(props);
  const times = { leaseDuration: duration, leaseRenewDeadline: deadline, leaseRetryPeriod: period };
  const problems = Object.entries(times).flatMap(([name, value]) => wholeSecondProblems(`kubeVip.${name}`, value, 3600));
  if (problems.length > 0) return problems;
  const [length, renew, retry] = [duration.toSeconds(), deadline.toSeconds(), period.toSeconds()];
  if (length > renew && renew > 1.2 * retry) return [];
  const allowed = 'duration > renew deadline > 1.2 x retry period, as client-go wants';
  return [problem('kubeVip.leaseDuration', `${length}/${renew}/${retry} s`, allowed, 'keep the order, like 5/3/1')];
}

/**
 * kube-vip on one control-plane host as a static pod, by ARP or BGP. Not rehearsed: its image cannot be run where this project is tested.
 *
 * It talks to the apiserver of its own host with a user of its own, who may do what KubeVipRbac grants and nothing else.
 */
export class KubeVip extends Construct {
  /** The static pod; absent where the properties are wrong. */
  public readonly pod?: StaticPod;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the address and how it is announced
   */
  constructor(scope: Construct, id: string, props: KubeVipProps) {
    super(scope, id);
    const problems = kubeVipProblems(props);
    this.node.addValidation({ validate: () => problems });
    if (problems.length > 0) return;
    const directory = props.directory ?? DEFAULTS.directory;
    const pod = renderFrontEndPod({
      name: 'kube-vip',
      image: props.image ?? KUBE_VIP_IMAGE,
      args: ['manager'],
      env: Object.entries(kubeVipEnvironment(props))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => ({ name, value })),
      directory: { host: directory, container: directory },
      securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] } },
      // kube-vip dials https://kubernetes:<port>, a name that every apiserver's certificate has.
      hostAliases: [{ ip: '127.0.0.1', hostnames: ['kubernetes'] }],
      requests: { cpu: '50m', memory: '32Mi' },
      gracePeriodSeconds: 10,
      annotations: NOT_REHEARSED,
    });
    this.pod = new StaticPod(this, 'pod', { pod });
  }
}
