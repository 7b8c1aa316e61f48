/** Drop-in of the distribution's HAProxy unit. */
export const HAPROXY_DROP_IN = '/etc/systemd/system/haproxy.service.d/ha-cluster.conf';

/** Drop-in of the distribution's keepalived unit. */
export const KEEPALIVED_DROP_IN = '/etc/systemd/system/keepalived.service.d/ha-cluster.conf';

/**
 * Back within a tenth of a second, however often it fails; served first where the host is short of CPU, and killed last where it is short of
 * memory.
 */
const STEADY = ['Restart=always', 'RestartSec=100ms', 'Nice=-10', 'CPUWeight=1000', 'IOSchedulingClass=best-effort', 'IOSchedulingPriority=0', 'OOMScoreAdjust=-998'];

/** Renders what is added to haproxy.service; `RuntimeDirectory` is where the administration socket lies, which not every distribution makes. */
export function renderHaproxyDropIn(): string {
  return unit(['StartLimitIntervalSec=0'], ['RuntimeDirectory=haproxy', ...STEADY]);
}

/**
 * Renders what is added to keepalived.service.
 *
 * `After=haproxy.service` also means: at shutdown keepalived stops first, so the address has left before HAProxy stops. `ExecStopPost` removes
 * it where keepalived was killed and could not; a minus sign because normally there is nothing left to remove.
 *
 * @param addresses the virtual addresses as `ip address delete` takes them: `10.0.0.100/24 dev eth0`
 */
export function renderKeepalivedDropIn(addresses: string[]): string {
  return unit(['After=haproxy.service', 'StartLimitIntervalSec=0'], [...addresses.map((address) => `ExecStopPost=-/sbin/ip address delete ${address}`), ...STEADY]);
}

function unit(head: string[], service: string[]): string {
  return ['[Unit]', ...head, '', '[Service]', ...service, ''].join('\n');
}
