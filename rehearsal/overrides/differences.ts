import { MachineFacts } from './machine-facts';
import { MASKED_UNITS } from './masked-units';
import { Override } from './override';

/** Something in which a host of a rehearsal is not like a real one. */
export interface Difference {
  readonly what: string;
  readonly reason: string;
}

/** What is so on every machine. */
const ALWAYS: Difference[] = [
  { what: 'the root of a host is this machine\'s, with a layer of its own on top', reason: 'so the packages that are installed here are on every host' },
  { what: 'each host counts all processors and all memory of this machine as its own', reason: 'there is one kernel' },
  { what: 'hosts reach each other and nothing else', reason: "the network is a bridge without a way out, so that this machine's stays as it is" },
  { what: 'after a power cut a host has all that was written, synced or not', reason: 'the kernel, which holds what is not on the disk yet, runs on' },
  { what: 'sysctls outside net.* can be set and read, and have no effect', reason: "they are this machine's; each host has files of its own in their place" },
  { what: 'modules cannot be loaded, the clock cannot be set', reason: 'CAP_SYS_MODULE and CAP_SYS_TIME are dropped: both would change this machine' },
  { what: 'no kernel messages: /dev/kmsg is empty, so that a kubelet reports no OOM kills', reason: 'they are those of this machine and of all hosts' },
  { what: 'no devices but null, zero, full, random, urandom, tty, fuse and tun; /sys is read-only', reason: 'disks and devices are those of this machine; udev leaves itself out' },
];

/**
 * Everything in which hosts on this machine differ from real ones.
 *
 * @param overrides files that hosts get on top, of all hosts
 */
export function differences(facts: MachineFacts, overrides: Override[]): Difference[] {
  const files = [...new Map(overrides.map(({ path, reason }) => [path, { what: `${path} is added`, reason }])).values()];
  return [...ALWAYS, ...maybe(facts), ...MASKED_UNITS.map(({ unit, reason }) => ({ what: `${unit} is masked`, reason })), ...files];
}

function maybe(facts: MachineFacts): Difference[] {
  return [
    ...(facts.mayProtect
      ? []
      : [{ what: 'OOMScoreAdjust= and raised limits of units have no effect', reason: 'this machine does not give CAP_SYS_RESOURCE; systemd passes over them' }]),
    ...(facts.cgroupVersion === 1 ? [{ what: 'control groups are version 1', reason: 'this machine has no other' }] : []),
  ];
}

/** One line a difference, for people. */
export function differencesText(all: Difference[]): string {
  return all.map(({ what, reason }) => `differs: ${what} (${reason})`).join('\n');
}
