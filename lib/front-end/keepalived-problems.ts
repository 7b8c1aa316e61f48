import { networkOf, parseAddress } from '../cluster/address';
import type { KeepalivedConfig, VrrpInstance } from './keepalived-config';
import type { KeepalivedTiming } from './keepalived-timing';
import { addressProblems, duplicateProblems, durationProblems, nameProblems, numberProblems, problem, wholeSecondProblems } from './problem';

/** What is wrong with a config, each line with its path, what was given, what is allowed, and the fix. */
export function keepalivedProblems(config: KeepalivedConfig): string[] {
  const problems = [...nameProblems('keepalived.routerId', config.routerId), ...keepalivedTimingProblems('keepalived.timing', config.timing, config.version)];
  if (!/^(\/[A-Za-z0-9._-]+)+$/.test(config.script.path)) {
    problems.push(problem('keepalived.script.path', config.script.path, 'an absolute path without blanks', 'keep the script beside keepalived.conf'));
  }
  problems.push(...numberProblems('keepalived.script.weight', config.script.weight, -253, 253));
  if (config.instances.length === 0) problems.push(problem('keepalived.instances', config.instances, 'at least one', 'give a virtual address'));
  problems.push(...duplicateProblems('keepalived.instances', config.instances.map((instance) => instance.name)));
  return [...problems, ...config.instances.flatMap((instance, index) => instanceProblems(`keepalived.instances[${index}]`, instance, config))];
}

function instanceProblems(path: string, instance: VrrpInstance, config: KeepalivedConfig): string[] {
  const problems = [
    ...addressProblems(`${path}.address`, instance.address),
    ...numberProblems(`${path}.virtualRouterId`, instance.virtualRouterId, 1, 255),
    // 255 means "owns the address", which no check script can change.
    ...numberProblems(`${path}.priority`, instance.priority, 1, 254),
  ];
  if (!/^[A-Za-z0-9_-]{1,70}$/.test(instance.name)) problems.push(problem(`${path}.name`, instance.name, '1 to 70 letters, digits, dashes and underscores', 'shorten it'));
  problems.push(...interfaceProblems(`${path}.networkInterface`, instance.networkInterface));
  if (instance.nopreempt && instance.state === 'MASTER') {
    problems.push(problem(`${path}.nopreempt`, true, 'false with state MASTER: keepalived drops it', 'start every host as BACKUP'));
  }
  if (instance.nopreempt && config.script.weight !== 0) {
    problems.push(problem('keepalived.script.weight', config.script.weight, '0 with nopreempt: nobody would take over from a lower priority', 'use weight 0'));
  }
  const family = parseAddress(String(instance.address))?.kind();
  if (family === undefined) return problems;
  const prefix = numberProblems(`${path}.prefix`, instance.prefix, 1, family === 'ipv4' ? 32 : 128);
  if (prefix.length > 0) return [...problems, ...prefix];
  if (family === 'ipv6' && config.version === 2) problems.push(problem('keepalived.version', 2, '3: VRRP version 2 has no IPv6', 'use 3'));
  return [...problems, ...unicastProblems(path, instance, family)];
}

function unicastProblems(path: string, { unicast, address, prefix }: VrrpInstance, family: string): string[] {
  if (!unicast) return [];
  const problems = addressProblems(`${path}.unicast.source`, unicast.source, family);
  if (unicast.peers.length === 0) problems.push(problem(`${path}.unicast.peers`, unicast.peers, 'at least one', 'leave unicast out where there is nobody else'));
  problems.push(...unicast.peers.flatMap((peer, index) => addressProblems(`${path}.unicast.peers[${index}]`, peer, family)));
  problems.push(...duplicateProblems(`${path}.unicast.peers`, [unicast.source, ...unicast.peers]));
  if (unicast.source === address) problems.push(problem(`${path}.address`, address, 'an address that no host has', 'take a free address of the segment'));
  if (problems.length === 0 && networkOf(unicast.source, prefix) !== networkOf(address, prefix)) {
    problems.push(problem(`${path}.address`, address, `an address of ${networkOf(unicast.source, prefix)}, where the host is`, 'take a free address of the segment, or kube-vip in BGP mode'));
  }
  return problems;
}

/** What is wrong with the numbers. */
export function keepalivedTimingProblems(path: string, timing: KeepalivedTiming, version: number): string[] {
  const problems = durationProblems(`${path}.advertisement`, timing.advertisement, version === 2 ? 1000 : 10, version === 2 ? 255_000 : 40_950);
  if (problems.length === 0) {
    const [step, words] = version === 2 ? [1000, 'whole seconds in VRRP version 2'] : [10, 'whole hundredths of a second'];
    const millis = timing.advertisement.toMilliseconds();
    if (millis % step !== 0) problems.push(problem(`${path}.advertisement`, `${millis}ms`, words, 'round it; keepalived would round it by itself'));
  }
  for (const name of ['checkInterval', 'announceAgain', 'announceEvery'] as const) {
    const value = timing[name];
    if (value === undefined && name !== 'checkInterval') continue;
    problems.push(...wholeSecondProblems(`${path}.${name}`, value, 3600, '; keepalived before 2.3 ignores fractions'));
  }
  problems.push(...durationProblems(`${path}.checkTimeout`, timing.checkTimeout, 10, 3_600_000));
  problems.push(...numberProblems(`${path}.fall`, timing.fall, 1, 100), ...numberProblems(`${path}.rise`, timing.rise, 1, 100));
  if (problems.length === 0 && timing.checkTimeout.toMilliseconds() >= timing.checkInterval.toMilliseconds()) {
    problems.push(problem(`${path}.checkTimeout`, `${timing.checkTimeout.toMilliseconds()}ms`, `less than checkInterval (${timing.checkInterval.toMilliseconds()}ms)`, 'shorten it'));
  }
  return problems;
}

/** The name of a network interface, as the kernel allows it. */
export function interfaceProblems(path: string, value: unknown): string[] {
  if (typeof value === 'string' && /^[A-Za-z0-9_][A-Za-z0-9_.@-]{0,14}$/.test(value)) return [];
  return [problem(path, value, '1 to 15 letters, digits, dots, dashes and underscores', 'use the name that `ip link` shows')];
}
