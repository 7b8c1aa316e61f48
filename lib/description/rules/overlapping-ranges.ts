import { overlap } from '../../cluster/address';
import { describedRule } from './description-rule';

/** HA106. */
export const OVERLAPPING_RANGES = describedRule(
  {
    id: 'HA106',
    title: 'the networks of nodes, pods and Services do not overlap',
    cause: 'an address of two networks is routed to one of them only: pods, Services or hosts that have it cannot be reached from some nodes',
    fix: 'move one of the two',
    needs: ['networks'],
  },
  ({ networks }) => {
    const ranges = (['nodes', 'pods', 'services'] as const).flatMap((name) => networks[name].map((range) => ({ range, path: `networks.${name}` })));
    return ranges.flatMap(({ range, path }, index) =>
      ranges
        .slice(0, index)
        .filter((other) => overlap(other.range, range))
        .map((other) => ({ path, got: range, allowed: `a range that shares no address with ${other.path} (${other.range})` })),
    );
  },
);
