import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { Family, familyOf } from '../cluster/address';
import { FrontEndForm } from '../cluster/endpoint-props';
import { HostFile } from '../node/host-file';
import { StaticPod } from '../node/static-pod';
import { renderCheckHaproxy, renderGuideCheck } from './check-haproxy';
import { renderFrontEndPod } from './front-end-pod';
import { addressOnInterface, CHECK_SCRIPT, KeepalivedConfig, renderKeepalived, VrrpInstance } from './keepalived-config';
import { keepalivedProblems } from './keepalived-problems';
import { KeepalivedProps } from './keepalived-props';
import { KeepalivedTimings } from './keepalived-timing';
import { addressProblems, imageProblems, portProblems, problem } from './problem';
import { KEEPALIVED_DROP_IN, renderKeepalivedDropIn } from './unit-drop-ins';

/** Where the distribution's unit, and the static pod, read their configuration. */
export const KEEPALIVED_FILE = '/etc/keepalived/keepalived.conf';

const IMAGE_FIX = 'build one with keepalived and bash (docs/ has a Dockerfile), or use FrontEndForm.SERVICE';

const MONITOR_PORT = 8444;
const BALANCER_PORT = 8443;

/** What the guide's check takes from the priority. */
const GUIDE_WEIGHT = -2;

/**
 * NET_ADMIN and NET_RAW for addresses and advertisements, SYS_NICE and IPC_LOCK to run before ordinary processes and unswapped. Without
 * SETGID, keepalived cannot start its check and takes that for success (tried with 2.2.7): the address would never leave a host whose HAProxy
 * is dead.
 */
const CAPABILITIES = ['IPC_LOCK', 'NET_ADMIN', 'NET_RAW', 'SETGID', 'SYS_NICE'];

/** What is rendered for these properties. */
export function keepalivedConfig(props: KeepalivedProps): KeepalivedConfig {
  const guide = props.kubeadmGuide === true;
  return {
    routerId: props.nodeName,
    version: guide ? 2 : 3,
    scheduling: guide ? 'ordinary' : props.realtime === false ? 'nice' : 'realtime',
    script: { path: CHECK_SCRIPT, weight: guide ? GUIDE_WEIGHT : 0, initFail: !guide },
    timing: props.timing ?? (guide ? KeepalivedTimings.KUBEADM_GUIDE : KeepalivedTimings.BALANCED),
    instances: listOf(props.virtualAddresses).map((virtual) => instanceOf(props, String(virtual.address), virtual.prefix)),
  };
}

function instanceOf(props: KeepalivedProps, address: string, prefix: number): VrrpInstance {
  const guide = props.kubeadmGuide === true;
  const family = familyOf(address) ?? 'ipv4';
  const peers = ofFamily(props.peers, family);
  return {
    name: `${props.instanceName ?? 'control-plane'}-${family}`,
    state: guide && props.startsAsMaster ? 'MASTER' : 'BACKUP',
    nopreempt: !guide,
    networkInterface: props.networkInterface,
    virtualRouterId: props.virtualRouterId,
    priority: props.priority,
    ...(guide || peers.length === 0 ? {} : { unicast: { source: ofFamily(props.addresses, family)[0]!, peers } }),
    address,
    prefix,
  };
}

function listOf<T>(value: T[]): T[] {
  return Array.isArray(value) ? value : [];
}

function ofFamily(addresses: string[], family: Family): string[] {
  return listOf(addresses).filter((address) => familyOf(String(address)) === family);
}

function propsProblems(props: KeepalivedProps): string[] {
  const problems = (['addresses', 'peers'] as const).flatMap((field) =>
    listOf(props[field]).flatMap((address, index) => addressProblems(`keepalived.${field}[${index}]`, address)),
  );
  for (const { address } of listOf(props.virtualAddresses)) {
    const family = familyOf(String(address));
    if (problems.length > 0 || family === undefined || ofFamily(props.addresses, family).length > 0) continue;
    const allowed = `an ${family === 'ipv4' ? 'IPv4' : 'IPv6'} address, as ${address} has`;
    problems.push(problem('keepalived.addresses', props.addresses, allowed, 'add the address of this host'));
  }
  problems.push(...portProblems('keepalived.monitorPort', props.monitorPort ?? MONITOR_PORT, 1024));
  problems.push(...portProblems('keepalived.balancerPort', props.balancerPort ?? BALANCER_PORT));
  if (props.form === FrontEndForm.STATIC_POD) problems.push(...imageProblems('keepalived.image', props.image, IMAGE_FIX));
  return problems;
}

/**
 * keepalived on one host: `/etc/keepalived/keepalived.conf` and its check script, with either a drop-in for the distribution's service or a
 * static pod.
 *
 * Every host starts as backup, the holder keeps the address until it fails, and what decides is the HAProxy of the host, not an apiserver.
 */
export class Keepalived extends Construct {
  /** The configuration; absent where the properties are wrong. */
  public readonly file?: HostFile;

  /** The check script. */
  public readonly script?: HostFile;

  /** The drop-in of keepalived.service, for FrontEndForm.SERVICE. */
  public readonly dropIn?: HostFile;

  /** The static pod, for FrontEndForm.STATIC_POD. */
  public readonly pod?: StaticPod;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the host's part in VRRP
   */
  constructor(scope: Construct, id: string, props: KeepalivedProps) {
    super(scope, id);
    const config = keepalivedConfig(props);
    const ofProps = propsProblems(props);
    const problems = ofProps.length > 0 ? ofProps : keepalivedProblems(config);
    this.node.addValidation({ validate: () => problems });
    if (problems.length > 0) return;
    const pod = props.form === FrontEndForm.STATIC_POD;
    const wait = config.timing.checkTimeout;
    const check = props.kubeadmGuide
      ? renderGuideCheck(props.balancerPort ?? BALANCER_PORT, wait)
      : renderCheckHaproxy({ monitorPort: props.monitorPort ?? MONITOR_PORT, timeout: wait });
    this.script = new HostFile(this, 'script', { path: CHECK_SCRIPT, mode: '0755', content: check });
    const onChange = pod ? undefined : { unit: 'keepalived.service', reload: true };
    this.file = new HostFile(this, 'config', { path: KEEPALIVED_FILE, content: renderKeepalived(config), onChange });
    if (pod) this.pod = new StaticPod(this, 'pod', { pod: keepalivedPod(props.image!), reloadedFiles: [CHECK_SCRIPT] });
    else this.dropIn = new HostFile(this, 'drop-in', { path: KEEPALIVED_DROP_IN, content: renderKeepalivedDropIn(config.instances.map(addressOnInterface)), onChange: { unit: 'keepalived.service' } });
  }
}

function keepalivedPod(image: string): k8s.KubePodProps {
  return renderFrontEndPod({
    name: 'keepalived',
    image,
    // Its own process 1, so that it hears the kubelet's SIGTERM and takes the address down. No volume on /run: a process id file that outlives
    // the container names process 1 again, and keepalived refuses to start a second time (tried with 2.2.7).
    command: ['keepalived', '--dont-fork', '--log-console', `--use-file=${KEEPALIVED_FILE}`],
    directory: { host: '/etc/keepalived', container: '/etc/keepalived' },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { add: CAPABILITIES, drop: ['ALL'] } },
    requests: { cpu: '50m', memory: '32Mi' },
    gracePeriodSeconds: 5,
  });
}
