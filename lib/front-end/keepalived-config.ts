import { canonical, familyOf } from '../cluster/address';
import { keepalivedProblems } from './keepalived-problems';
import { KeepalivedTiming } from './keepalived-timing';
import { refuse } from './problem';

/** One virtual address of one family and the hosts that may hold it. */
export interface VrrpInstance {
  /** Appears in logs only. */
  readonly name: string;
  /** With `nopreempt`, every host must start as BACKUP. */
  readonly state: 'MASTER' | 'BACKUP';
  /** A host that comes back does not take the address from the one that holds it, so that a repaired host costs no connection. */
  readonly nopreempt: boolean;
  readonly networkInterface: string;
  /** 1 to 255, the same on all hosts of the address, unlike that of any other address in the network segment. */
  readonly virtualRouterId: number;
  /** 1 to 254, unlike that of every other host. */
  readonly priority: number;
  /** Addresses of this host and of the others; without it, advertisements are multicast. */
  readonly unicast?: { readonly source: string; readonly peers: string[] };
  readonly address: string;
  /** Length of the prefix of the segment. */
  readonly prefix: number;
}

/**
 * `realtime` comes before every ordinary process and is never swapped out, `nice` comes before most, `ordinary` is keepalived's own.
 *
 * Takeovers on two cores with 60 busy processes, 30 s, 2.2.7: none, 2, and 10 (one run each).
 */
export type VrrpScheduling = 'realtime' | 'nice' | 'ordinary';

/** Everything that keepalived.conf says. */
export interface KeepalivedConfig {
  /** The name of this host. */
  readonly routerId: string;
  /** 3 is needed for advertisements below a second and for IPv6. */
  readonly version: 2 | 3;
  /** How the process that advertises is scheduled, so that a busy host does not look like a dead one. */
  readonly scheduling: VrrpScheduling;
  readonly script: {
    readonly path: string;
    /** 0: a failed check is a fault, the address goes at once. Otherwise only the priority changes by it. */
    readonly weight: number;
    /** Until the script succeeded once, the host may not hold the address. */
    readonly initFail: boolean;
  };
  readonly timing: KeepalivedTiming;
  readonly instances: VrrpInstance[];
}

/** Where the check script is placed: next to the file that names it, in a directory that only root can write. */
export const CHECK_SCRIPT = '/etc/keepalived/check-haproxy';

/**
 * Any real-time priority comes before every ordinary process; 50 leaves room for the kernel's own threads. The limit is CPU time in microseconds
 * without a blocking call after which the kernel kills the process; keepalived's own 10000 is little on a slow virtual machine.
 */
const SCHEDULING: { readonly [scheduling in VrrpScheduling]: readonly string[] } = {
  realtime: ['vrrp_rt_priority 50', 'vrrp_rlimit_rttime 100000', 'max_auto_priority -1', 'vrrp_no_swap'],
  nice: ['vrrp_priority -20', 'max_auto_priority -1', 'vrrp_no_swap'],
  ordinary: [],
};

/**
 * Renders keepalived.conf, in words that keepalived 2.2.4 and later understand without a warning.
 *
 * `script_user root`, guarded by `enable_script_security`: with any other user, 2.2.7 kills itself in `--config-test` and nobody can check the
 * file (tried). Dual stack is one instance a family, with the same router id: each is served wherever it is, so they need no synchronisation
 * group that would make one fault two.
 *
 * @throws Error when the config cannot be rendered; the message lists everything that is wrong
 */
export function renderKeepalived(config: KeepalivedConfig): string {
  refuse('keepalived.conf', keepalivedProblems(config));
  const blocks = [block('global_defs', globals(config)), block('vrrp_script check-haproxy', script(config))];
  blocks.push(...config.instances.map((instance) => block(`vrrp_instance ${instance.name}`, vrrp(config, instance))));
  return `${blocks.join('\n\n')}\n`;
}

function block(title: string, lines: string[]): string {
  return [`${title} {`, ...lines.map((line) => `    ${line}`), '}'].join('\n');
}

function globals(config: KeepalivedConfig): string[] {
  const { announceAgain, announceEvery } = config.timing;
  const lines = [`router_id ${config.routerId}`, `vrrp_version ${config.version}`, 'enable_script_security', 'script_user root'];
  lines.push(...SCHEDULING[config.scheduling]);
  if (announceAgain) lines.push(`vrrp_garp_master_delay ${announceAgain.toSeconds()}`);
  if (announceEvery) lines.push(`vrrp_garp_master_refresh ${announceEvery.toSeconds()}`);
  return lines;
}

function script({ script: { path, weight, initFail }, timing }: KeepalivedConfig): string[] {
  const interval = timing.checkInterval.toSeconds();
  const lines = [`script "${path}"`, `interval ${interval}`, `timeout ${interval}`, `fall ${timing.fall}`, `rise ${timing.rise}`, `weight ${weight}`];
  return initFail ? [...lines, 'init_fail'] : lines;
}

function vrrp({ timing }: KeepalivedConfig, instance: VrrpInstance): string[] {
  const lines = [`state ${instance.state}`];
  if (instance.nopreempt) lines.push('nopreempt');
  lines.push(`interface ${instance.networkInterface}`, `virtual_router_id ${instance.virtualRouterId}`, `priority ${instance.priority}`);
  lines.push(`advert_int ${timing.advertisement.toMilliseconds() / 1000}`);
  if (instance.unicast) {
    const peers = [...instance.unicast.peers].map(canonical).sort();
    lines.push(`unicast_src_ip ${canonical(instance.unicast.source)}`, 'check_unicast_src', ...nested('unicast_peer', peers));
  }
  return [...lines, ...nested('virtual_ipaddress', [virtualAddress(instance)]), ...nested('track_script', ['check-haproxy'])];
}

function nested(title: string, lines: string[]): string[] {
  return [`${title} {`, ...lines.map((line) => `    ${line}`), '}'];
}

/** A virtual address as `ip address` takes it. */
export function addressOnInterface({ address, prefix, networkInterface }: VrrpInstance): string {
  return `${canonical(address)}/${prefix} dev ${networkInterface}`;
}

function virtualAddress(instance: VrrpInstance): string {
  // Without it, Linux takes the address that came last as the source of what this host sends: connections that die with the next move, and that
  // etcd's peers refuse.
  const lifetime = familyOf(instance.address) === 'ipv6' ? ' preferred_lft 0' : '';
  return `${addressOnInterface(instance)}${lifetime}`;
}
