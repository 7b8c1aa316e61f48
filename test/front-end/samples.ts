import { HaproxyConfig } from '../../lib/front-end/haproxy-config';
import { HaproxyTimings } from '../../lib/front-end/haproxy-timing';
import { KeepalivedConfig } from '../../lib/front-end/keepalived-config';
import { KeepalivedProps } from '../../lib/front-end/keepalived-props';
import { KeepalivedTimings } from '../../lib/front-end/keepalived-timing';

/** Three apiservers, in no order. */
export const SERVERS = [
  { name: 'cp-2', address: '10.0.0.12', port: 6443 },
  { name: 'cp-1', address: '10.0.0.11', port: 6443 },
  { name: 'cp-3', address: '10.0.0.13', port: 6443 },
];

/** The balancer of cp-1. */
export const HAPROXY: HaproxyConfig = {
  kind: 'control-plane',
  service: true,
  bind: { addresses: ['*'], port: 8443 },
  monitor: { address: '127.0.0.1', port: 8444 },
  ownServer: 'cp-1',
  servers: SERVERS,
  check: { path: '/readyz', drain: true, failOpen: true, cutSessions: true, observe: true },
  timing: HaproxyTimings.BALANCED,
  maxConnections: 8000,
  keepalive: true,
};

/** The part of cp-1 in VRRP. */
export const KEEPALIVED: KeepalivedConfig = {
  routerId: 'cp-1',
  version: 3,
  scheduling: 'realtime',
  script: { path: '/etc/keepalived/check-haproxy', weight: 0, initFail: true },
  timing: KeepalivedTimings.BALANCED,
  instances: [
    {
      name: 'control-plane-ipv4',
      state: 'BACKUP',
      nopreempt: true,
      networkInterface: 'eth0',
      virtualRouterId: 51,
      priority: 103,
      unicast: { source: '10.0.0.11', peers: ['10.0.0.13', '10.0.0.12'] },
      address: '10.0.0.100',
      prefix: 24,
    },
  ],
};

/** The same as properties of the construct. */
export const KEEPALIVED_PROPS: KeepalivedProps = {
  nodeName: 'cp-1',
  addresses: ['10.0.0.11'],
  peers: ['10.0.0.12', '10.0.0.13'],
  virtualAddresses: [{ address: '10.0.0.100', prefix: 24 }],
  networkInterface: 'eth0',
  virtualRouterId: 51,
  priority: 103,
};

/** The lines of a file from the one that begins with `head` to the next empty one. */
export function sectionOf(text: string, head: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(head));
  if (start < 0) throw new Error(`no section ${head} in:\n${text}`);
  const end = lines.indexOf('', start);
  return lines.slice(start, end < 0 ? undefined : end).join('\n');
}
