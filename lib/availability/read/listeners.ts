import { canonical } from '../../cluster/address';
import { RenderedHost } from './rendered-host';
import { RenderedPod } from './rendered-pod';

/** A TCP port that a program of the host takes. */
export interface Listener {
  /** `every` for a Go program's wildcard and HAProxy's `::`, `ipv4` for HAProxy's `*`, `ipv6` for its `::` with `v6only`; otherwise one address. */
  readonly address: string;
  readonly first: number;
  readonly last: number;
  readonly program: string;
  /** The field that says so. */
  readonly field: string;
}

const EVERY = 'every';

/** Whether two listeners cannot run at the same time. */
export function clash(a: Listener, b: Listener): boolean {
  return a.first <= b.last && b.first <= a.last && (a.address === b.address || covers(a.address, b.address) || covers(b.address, a.address));
}

function covers(wildcard: string, address: string): boolean {
  if (wildcard === EVERY) return true;
  const family = address === 'ipv6' || address.includes(':') ? 'ipv6' : 'ipv4';
  return wildcard === family && address !== EVERY;
}

/** Every port that the files of a host take: static pods, kubelet, HAProxy. */
export function listenersOf(host: RenderedHost): Listener[] {
  return [...host.allPods.flatMap(podListeners), ...kubeletListeners(host), ...haproxyListeners(host)];
}

/** Ports of the components without `--secure-port`; the apiserver's is 6443. */
const SECURE_PORTS: { readonly [component: string]: number } = { 'kube-apiserver': 6443, 'kube-controller-manager': 10257, 'kube-scheduler': 10259 };

function podListeners(pod: RenderedPod): Listener[] {
  const flags = pod.flags();
  const port = SECURE_PORTS[pod.component];
  if (port !== undefined) {
    const taken = flags.number('secure-port') ?? port;
    return taken === 0 ? [] : [listener(flags.value('bind-address') ?? '', taken, pod.name, '--secure-port')];
  }
  if (pod.component !== 'etcd') return [];
  return [
    ...urls(pod, 'listen-client-urls', 'http://localhost:2379'),
    ...urls(pod, 'listen-client-http-urls', ''),
    ...urls(pod, 'listen-peer-urls', 'http://localhost:2380'),
    ...urls(pod, 'listen-metrics-urls', ''),
  ];
}

function urls(pod: RenderedPod, flag: string, otherwise: string): Listener[] {
  return (pod.flags().value(flag) ?? otherwise).split(',').flatMap((url) => {
    const match = /^https?:\/\/(\[[^\]]*\]|[^:/[\]]*):(\d{1,5})\/?$/.exec(url.trim());
    return match ? [listener((match[1] ?? '').replace(/[[\]]/g, ''), Number(match[2]), pod.name, `--${flag}`)] : [];
  });
}

function haproxyListeners(host: RenderedHost): Listener[] {
  return (host.haproxy()?.proxies ?? []).flatMap((proxy) =>
    proxy.binds.map(({ address, first, last, options }) => {
      const wildcard =
        address === '*'
          ? options.includes('v4v6')
            ? EVERY
            : 'ipv4'
          : address === '::'
            ? options.includes('v6only')
              ? 'ipv6'
              : EVERY
            : canonical(address);
      return { address: wildcard, first, last, program: 'haproxy', field: `${proxy.kind} ${proxy.name} bind` };
    }),
  );
}

function kubeletListeners(host: RenderedHost): Listener[] {
  const kubelet = host.kubelet();
  if (!kubelet) return [];
  return [
    listener(kubelet.address, kubelet.port, 'kubelet', 'port'),
    listener(kubelet.healthzAddress, kubelet.healthzPort, 'kubelet', 'healthzPort'),
    listener(kubelet.address, kubelet.readOnlyPort, 'kubelet', 'readOnlyPort'),
  ].filter((each) => each.first !== 0);
}

/** A listener of a Go program, whose unspecified address is every address of both families. */
function listener(address: string, port: number, program: string, field: string): Listener {
  const wildcard = address === '' || address === '0.0.0.0' || address === '::';
  return { address: wildcard ? EVERY : address === 'localhost' ? '127.0.0.1' : canonical(address), first: port, last: port, program, field };
}
