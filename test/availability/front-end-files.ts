/** What differs from the good haproxy.cfg in a test. */
export interface HaproxyText {
  defaults?: string[];
  frontend?: string[];
  backend?: string[];
  /** Address and port by name. */
  servers?: Record<string, string>;
  server?: string;
}

/** A haproxy.cfg that breaks no rule for apiservers at 10.0.0.11 and 10.0.0.12. */
export function haproxyText(given: HaproxyText = {}): string {
  const servers = Object.entries(given.servers ?? { 'cp-1': '10.0.0.11:6443', 'cp-2': '10.0.0.12:6443' });
  return [
    'defaults',
    'mode tcp',
    ...(given.defaults ?? ['timeout connect 300ms', 'timeout client 10m', 'timeout server 10m', 'timeout tunnel 4h', 'timeout check 1s']),
    'frontend api',
    ...(given.frontend ?? ['bind *:8443', 'default_backend apiservers']),
    'backend apiservers',
    ...(given.backend ?? ['option httpchk', 'http-check send meth GET uri /readyz', 'default-server inter 500ms fastinter 200ms fall 2 rise 2']),
    ...servers.map(([name, place]) => `server ${name} ${place} ${given.server ?? 'check check-ssl verify none'}`),
  ].join('\n');
}

/** What differs from the good keepalived.conf in a test. */
export interface KeepalivedText {
  global?: string[];
  script?: string[];
  instance?: string[];
  priority?: number;
  /** The block as a whole. */
  track?: string;
}

/** A keepalived.conf that breaks no rule; each host needs a priority of its own. */
export function keepalivedText(given: KeepalivedText = {}): string {
  return [
    'global_defs {',
    ...(given.global ?? ['vrrp_version 3']),
    '}',
    'vrrp_script haproxy {',
    ...(given.script ?? ['script "/etc/keepalived/check-haproxy"', 'interval 1', 'timeout 1', 'fall 1', 'rise 2']),
    '}',
    'vrrp_instance api {',
    ...(given.instance ?? ['state BACKUP', 'nopreempt', 'virtual_router_id 77', 'advert_int 0.1']),
    'interface eth0',
    `priority ${given.priority ?? 150}`,
    'virtual_ipaddress {\n10.0.0.100/24 dev eth0\n}',
    given.track ?? 'track_script {\nhaproxy\n}',
    '}',
  ].join('\n');
}

/** Where the files above are. */
export const HAPROXY = '/etc/haproxy/haproxy.cfg';
export const KEEPALIVED = '/etc/keepalived/keepalived.conf';
export const SCRIPT = '/etc/keepalived/check-haproxy';
