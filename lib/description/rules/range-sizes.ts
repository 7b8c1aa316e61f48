import { Family, familyOf } from '../../cluster/address';
import { Description } from '../description';
import { describedRule, Fault } from './description-rule';
import { nodesOf } from './places';
import { bitsOf } from './ranges';

/** Prefix lengths of Service ranges: 2^20 addresses is all that kube-apiserver takes; below 16 there is no tenth address for DNS. */
const SERVICES: { readonly [family in Family]: { readonly least: number; readonly most: number } } = {
  ipv4: { least: 12, most: 28 },
  ipv6: { least: 108, most: 124 },
};

/** Prefix length of the range that kube-controller-manager gives each node, unless a flag says otherwise. */
const NODE_RANGE: { readonly [family in Family]: number } = { ipv4: 24, ipv6: 64 };

/** kube-controller-manager exits when an IPv6 pod range has more than 2^16 node ranges (its `clusterSubnetMaxDiff`). */
const IPV6_SPREAD = 16;

/** HA114. */
export const RANGE_SIZES = describedRule(
  {
    id: 'HA114',
    title: 'the ranges of pods and Services have a size that components take',
    cause: 'kube-apiserver and kube-controller-manager exit at a range that is too large, and nodes beyond the last node range get no pod addresses',
    fix: 'choose another prefix length',
    needs: ['networks'],
  },
  (description) => [
    ...description.networks.services.flatMap(serviceFault),
    ...description.networks.pods.flatMap((range) => podFault(description, range)),
  ],
);

function serviceFault(range: string): Fault[] {
  const { least, most } = SERVICES[familyOf(range) as Family];
  const bits = bitsOf(range);
  if (bits >= least && bits <= most) return [];
  const why = bits < least ? 'kube-apiserver takes at most 2^20 addresses' : 'the tenth address is that of DNS';
  return [{ path: 'networks.services', got: range, allowed: `a prefix of /${least} to /${most}: ${why}` }];
}

function podFault(description: Description, range: string): Fault[] {
  const family = familyOf(range) as Family;
  const mask = nodeMask(description, family);
  if (mask === undefined) return [];
  const nodes = nodesOf(description).length;
  const most = mask - Math.ceil(Math.log2(Math.max(nodes, 1)));
  const least = family === 'ipv6' ? mask - IPV6_SPREAD : 0;
  const bits = bitsOf(range);
  if (bits >= least && bits <= most) return [];
  if (bits < least)
    return [
      {
        path: 'networks.pods',
        got: range,
        allowed: `a prefix of /${least} or longer: kube-controller-manager takes at most 2^${IPV6_SPREAD} node ranges of /${mask}`,
      },
    ];
  return [{ path: 'networks.pods', got: range, allowed: `a prefix of /${most} or shorter, for a /${mask} on each of ${nodes} nodes` }];
}

/** Undefined where kube-controller-manager gives out no ranges. */
function nodeMask({ controllerManager }: Description, family: Family): number | undefined {
  const flag = (name: string) => [controllerManager.extraArgs?.[name]].flat().at(-1);
  if (flag('allocate-node-cidrs') === 'false') return undefined;
  const given = Number(flag(`node-cidr-mask-size-${family}`) ?? flag('node-cidr-mask-size'));
  return Number.isInteger(given) && given > 0 ? given : NODE_RANGE[family];
}
