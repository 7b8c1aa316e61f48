import { stringify } from 'yaml';
import { InputError } from '../../cli/command/errors';
import { PlannedHost } from '../../cli/stream/model';
import { MachineFacts } from './machine-facts';
import { Override } from './override';

/** Where the kubelet reads settings of the operator's own. */
const FOLDER = '/etc/kubernetes/kubelet.conf.d';

/** The first minor whose kubelet refuses control groups of version 1 unless it is told not to. */
const REFUSES_VERSION_1 = 35;

/** Free part of a disk near which the kubelet acts by default: it removes images below 15 % and pods below 10 % (KubeletConfiguration). */
const SCARCE_DISK = 0.2;

/** A setting and why the kubelet would not run without it. */
interface Setting {
  readonly value: Record<string, unknown>;
  readonly reason: string;
}

/**
 * What the kubelet must be told on this machine; nothing on one like a real host.
 *
 * @throws InputError for a version without a folder for such settings
 */
export function kubeletOverride(host: PlannedHost, facts: MachineFacts): Override[] {
  if (!host.files.some(({ path }) => path === '/var/lib/kubelet/config.yaml')) return [];
  const settings = settingsFor(minorOf(host), facts);
  if (settings.length === 0) return [];
  if (!host.directories.some(({ path }) => path === FOLDER)) {
    throw new InputError(`${host.name}: kubelet ${host.spec.kubeletVersion} reads no drop-in files, and here it needs some: ${reasonOf(settings)}; allowed: 1.30 and later`);
  }
  const configuration = Object.assign({ apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration' }, ...settings.map(({ value }) => value));
  return [{ path: `${FOLDER}/90-rehearsal.conf`, mode: 0o600, content: stringify(configuration), reason: reasonOf(settings) }];
}

function settingsFor(minor: number, facts: MachineFacts): Setting[] {
  const settings: Setting[] = [];
  if (facts.cgroupVersion === 1 && minor >= REFUSES_VERSION_1) {
    settings.push({ value: { failCgroupV1: false }, reason: 'this machine has control groups of version 1, which the kubelet refuses' });
  }
  if (facts.swap) settings.push({ value: { failSwapOn: false }, reason: 'this machine swaps, which the kubelet refuses' });
  if (facts.freeDisk < SCARCE_DISK) {
    settings.push({ value: LOOSE_LIMITS, reason: `${Math.round(facts.freeDisk * 100)} % of this machine's disk is free, so that every kubelet would remove images and pods` });
  }
  return settings;
}

/** The other limits are the kubelet's defaults: who sets one must set all. */
const LOOSE_LIMITS = {
  evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '1%', 'nodefs.inodesFree': '1%', 'imagefs.available': '1%', 'imagefs.inodesFree': '1%' },
  imageGCHighThresholdPercent: 100,
};

function reasonOf(settings: Setting[]): string {
  return settings.map(({ reason }) => reason).join('; ');
}

function minorOf(host: PlannedHost): number {
  return Number(host.spec.kubeletVersion?.split('.')[1] ?? Infinity);
}
