import { clash, Listener, listenersOf } from '../read/listeners';
import { maps, text } from '../read/reading';
import { RenderedHost } from '../read/rendered-host';
import { Fault, renderedRule } from './rule';

/** HA301. */
export const HOST_PORTS = renderedRule(
  {
    id: 'HA301',
    title: 'no two programs of a host take the same port',
    cause:
      'the second one to start fails to bind and restarts forever; and the kubelet refuses a second static pod that declares a port of the first',
    fix: 'move one of them to another port or address; HAProxy beside an apiserver takes 8443',
  },
  (cluster) => cluster.hosts.flatMap((host) => [...listening(host), ...declared(host)]),
);

function listening(host: RenderedHost): Fault[] {
  const listeners = listenersOf(host);
  return listeners.flatMap((listener, index) => {
    const other = listeners
      .slice(0, index)
      .find((candidate) => clash(candidate, listener) && !(candidate.program === 'haproxy' && listener.program === 'haproxy'));
    return other
      ? [
        {
          host: host.name,
          field: `${listener.program} ${listener.field}`,
          got: shown(listener),
          allowed: `a port that ${other.program} ${other.field} (${shown(other)}) leaves free`,
        },
      ]
      : [];
  });
}

const WILDCARDS: { readonly [address: string]: string } = { every: '*', ipv4: '0.0.0.0', ipv6: '[::]' };

function shown({ address, first, last }: Listener): string {
  const host = WILDCARDS[address] ?? (address.includes(':') ? `[${address}]` : address);
  return `${host}:${first}${last === first ? '' : `-${last}`}`;
}

/** Ports that pods on the host's network declare: to the kubelet's admission each is a host port, and one pod may have it. */
function declared(host: RenderedHost): Fault[] {
  const seen: { readonly pod: string; readonly port: number; readonly protocol: string; readonly address: string }[] = [];
  return host.allPods.flatMap((pod) => {
    const own = pod.containers
      .flatMap((container) => maps(container.ports))
      .map((port) => ({
        port: Number(port.hostPort ?? (pod.hostNetwork ? port.containerPort : 0)),
        protocol: text(port.protocol) ?? 'TCP',
        address: text(port.hostIP) ?? '',
      }))
      .filter(({ port }) => port > 0);
    const faults = own.flatMap(({ port, protocol, address }) => {
      const other = seen.find(
        (each) => each.port === port && each.protocol === protocol && (each.address === address || wild(each.address) || wild(address)),
      );
      return other
        ? [
          {
            host: host.name,
            field: `${pod.name} containerPort`,
            got: String(port),
            allowed: `a port that static pod ${other.pod} does not declare`,
          },
        ]
        : [];
    });
    seen.push(...own.map((each) => ({ ...each, pod: pod.name })));
    return faults;
  });
}

function wild(address: string): boolean {
  return address === '' || address === '0.0.0.0' || address === '::';
}
