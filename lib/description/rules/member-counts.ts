import { Description } from '../description';
import { describedRule, Fault } from './description-rule';

/** Members, and how many of them may fail: a majority of n must go on, (n - 1) / 2 rounded down may not. */
const TABLE = 'members to failures survived: 1→0, 2→0, 3→1, 4→1, 5→2, 6→2, 7→3';

/** Counts that survive one failure more than the count below. More than seven survive no failure that matters and make every write slower. */
const ODD = [3, 5, 7];

/** HA101. */
export const MEMBER_COUNTS = describedRule(
  {
    id: 'HA101',
    title: 'the counts of control planes and etcd members bear a failure',
    cause:
      'etcd needs a majority of its members: two are worse than one, an even count survives no more failures than the odd one below it, and with more than seven every write is slower; one apiserver is no high availability',
    fix: 'use 3, 5 or 7 members, or EtcdTopology.singleForDevelopment() with one control plane',
    needs: ['controlPlanes', 'etcd'],
  },
  (description) => [...controlPlanes(description), ...members(description)],
);

function controlPlanes({ etcd, controlPlanes: given }: Description): Fault[] {
  const count = given.length;
  if (etcd.kind === 'stacked') return ODD.includes(count) ? [] : [fault('controlPlanes', `${count} with stacked etcd`, `3, 5 or 7 (${TABLE})`, advice(count))];
  if (etcd.kind === 'single') {
    return count === 1 ? [] : [fault('controlPlanes', `${count} with etcd for development`, 'exactly one', 'use EtcdTopology.stacked() with three control planes')];
  }
  return count >= 2 ? [] : [fault('controlPlanes', `${count} with etcd on other hosts`, 'two or more', 'add a control plane: an etcd that survives a failure serves nobody without an apiserver')];
}

function members({ etcd }: Description): Fault[] {
  const count = etcd.members.length;
  return etcd.kind !== 'external' || ODD.includes(count) ? [] : [fault('etcd.members', `${count}`, `3, 5 or 7 (${TABLE})`, advice(count))];
}

function advice(count: number): string {
  if (count > 7) return 'keep seven: more members survive no failure that matters, and every write waits for more disks';
  if (count === 1) return 'add two; EtcdTopology.singleForDevelopment() with one control plane is for a laptop or a test';
  return `add one: ${count} members survive ${failures(count)}, ${count + 1} survive ${failures(count + 1)}`;
}

function failures(count: number): string {
  const survived = Math.floor((count - 1) / 2);
  return survived === 1 ? '1 failure' : `${survived} failures`;
}

function fault(path: string, got: string, allowed: string, fix: string): Fault {
  return { path, got, allowed, fix };
}
