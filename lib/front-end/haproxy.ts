import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { familyOf } from '../cluster/address';
import { FrontEndForm } from '../cluster/endpoint-props';
import { HostFile } from '../node/host-file';
import { StaticPod } from '../node/static-pod';
import { renderFrontEndPod } from './front-end-pod';
import { HaproxyConfig, HaproxyServer, MONITOR_LIVE, MONITOR_READY, renderHaproxy } from './haproxy-config';
import { haproxyProblems } from './haproxy-problems';
import { HaproxyKind, HaproxyLoadBalancerProps } from './haproxy-props';
import { HaproxyTimings } from './haproxy-timing';
import { imageProblems } from './problem';
import { HAPROXY_DROP_IN, renderHaproxyDropIn } from './unit-drop-ins';

/** 3.2 has long-term support until 2030; this patch release was parsed and run with the rendered files. */
export const HAPROXY_IMAGE = 'docker.io/library/haproxy:3.2.26-alpine';

/** Where the distribution's unit reads its configuration. */
export const HAPROXY_FILE = '/etc/haproxy/haproxy.cfg';

/** Where the official image reads its configuration. */
const IN_CONTAINER = '/usr/local/etc/haproxy';

/** The user and group `haproxy` of the official images (their Dockerfiles), which never run as root. */
const IMAGE_USER = 99;

const MONITOR_PORT = 8444;

/**
 * Five connections for each of 1,600 nodes. HAProxy takes two files for each and refuses to start where it may not open as many; 20,000 are
 * enough.
 */
const MAX_CONNECTIONS = 8000;

/** What is rendered for these properties. */
export function haproxyConfig(props: HaproxyLoadBalancerProps): HaproxyConfig {
  const kind = props.kind ?? HaproxyKind.CONTROL_PLANE;
  const worker = kind === HaproxyKind.WORKER;
  const guide = props.kubeadmGuide === true;
  return {
    kind,
    service: props.form !== FrontEndForm.STATIC_POD,
    bind: { addresses: props.bindAddresses ?? (worker ? ['127.0.0.1'] : wildcards(props.servers)), port: props.port ?? (worker ? 7443 : 8443) },
    ...(guide ? {} : { monitor: { address: '127.0.0.1', port: props.monitorPort ?? MONITOR_PORT } }),
    ...(props.ownServer === undefined ? {} : { ownServer: props.ownServer }),
    servers: props.servers,
    check: guide
      ? { path: '/healthz', drain: false, failOpen: false, cutSessions: false, observe: false }
      : { path: '/readyz', drain: true, failOpen: true, cutSessions: true, observe: true },
    timing: props.timing ?? (guide ? HaproxyTimings.KUBEADM_GUIDE : worker ? HaproxyTimings.WORKER : HaproxyTimings.BALANCED),
    ...(guide && props.maxConnections === undefined ? {} : { maxConnections: props.maxConnections ?? MAX_CONNECTIONS }),
    keepalive: !guide,
  };
}

function wildcards(servers: HaproxyServer[]): string[] {
  const families = (Array.isArray(servers) ? servers : []).map((server) => familyOf(String(server?.address)));
  const ipv6 = families.includes('ipv6') ? ['::'] : [];
  return families.includes('ipv4') || ipv6.length === 0 ? ['*', ...ipv6] : ipv6;
}

/**
 * HAProxy in front of every apiserver: `/etc/haproxy/haproxy.cfg` with either a drop-in for the distribution's service or a static pod.
 *
 * An apiserver that says "not ready" keeps its connections and gets no new ones; one that does not answer is cut off; and when none is ready,
 * those that still talk TLS serve what they can.
 */
export class HaproxyLoadBalancer extends Construct {
  /** The configuration; absent where the properties are wrong. */
  public readonly file?: HostFile;

  /** The drop-in of haproxy.service, for FrontEndForm.SERVICE. */
  public readonly dropIn?: HostFile;

  /** The static pod, for FrontEndForm.STATIC_POD. */
  public readonly pod?: StaticPod;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the balancer
   */
  constructor(scope: Construct, id: string, props: HaproxyLoadBalancerProps) {
    super(scope, id);
    const config = haproxyConfig(props);
    const pod = props.form === FrontEndForm.STATIC_POD;
    const image = props.image ?? HAPROXY_IMAGE;
    const problems = [...haproxyProblems(config), ...imageProblems('haproxy.image', image)];
    this.node.addValidation({ validate: () => problems });
    if (problems.length > 0) return;
    // The official image's user must be able to read it; nothing in it is secret.
    const onChange = pod ? undefined : { unit: 'haproxy.service', reload: true };
    this.file = new HostFile(this, 'config', { path: HAPROXY_FILE, mode: '0644', content: renderHaproxy(config), onChange });
    if (pod) this.pod = new StaticPod(this, 'pod', { pod: haproxyPod(image, config) });
    else this.dropIn = new HostFile(this, 'drop-in', { path: HAPROXY_DROP_IN, content: renderHaproxyDropIn(), onChange: { unit: 'haproxy.service' } });
  }
}

function haproxyPod(image: string, config: HaproxyConfig): k8s.KubePodProps {
  const { monitor } = config;
  const port = k8s.IntOrString.fromNumber(monitor ? monitor.port : config.bind.port);
  const probe = (path: string): k8s.Probe => ({
    httpGet: { host: '127.0.0.1', path, port, scheme: 'HTTP' },
    periodSeconds: 2,
    timeoutSeconds: 2,
    failureThreshold: 3,
  });
  return renderFrontEndPod({
    name: 'haproxy',
    image,
    command: ['haproxy', '-W', '-db', '-f', `${IN_CONTAINER}/haproxy.cfg`],
    directory: { host: '/etc/haproxy', container: IN_CONTAINER },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      runAsGroup: IMAGE_USER,
      runAsNonRoot: true,
      runAsUser: IMAGE_USER,
    },
    ...(monitor
      ? { livenessProbe: probe(MONITOR_LIVE), readinessProbe: probe(MONITOR_READY) }
      : { livenessProbe: { httpGet: { host: 'localhost', path: '/healthz', port, scheme: 'HTTPS' }, failureThreshold: 8 } }),
    requests: { cpu: '100m', memory: '64Mi' },
    // The image asks for a soft stop, which waits for the last watch; the address has another holder long before.
    gracePeriodSeconds: 5,
  });
}
