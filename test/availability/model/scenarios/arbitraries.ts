import fc from 'fast-check';
import { singleFailures } from '../../../../lib/availability/model';
import { modelled, Topology } from './topologies';

/** Of each kind of front end and etcd one, so that rendering them does not take longer than the questions. */
export const several = fc.constantFrom<Topology>(
  'three stacked, own balancers',
  'three stacked, guide',
  'three stacked, kube-vip ARP',
  'three stacked, kube-vip BGP',
  'five stacked',
  'five external',
  'single, direct',
);

/** A topology and some of its crash-stop failures: programs that crash, hosts that are lost. */
export const crashStops = several.chain((on) => {
  const all = singleFailures(modelled(on)).filter(({ kind }) => kind === 'crash' || kind === 'host');
  return fc.record({ on: fc.constant(on), failures: fc.subarray(all, { maxLength: 4 }), more: fc.constantFrom(...all) });
});

/** A topology, and some of any single failures. */
export const anyFailures = several.chain((on) =>
  fc.record({ on: fc.constant(on), failures: fc.subarray(singleFailures(modelled(on)), { maxLength: 4 }) }),
);
