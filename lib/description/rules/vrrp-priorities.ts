import { FrontEndStyle } from '../../cluster/timing';
import { describedRule } from './description-rule';

/** HA125. */
export const VRRP_PRIORITIES = describedRule(
  {
    id: 'HA125',
    title: 'every control plane has a VRRP priority of its own',
    cause: 'hosts of equal priority take the virtual IP at the same time and give it back by address, twice per failover',
    fix: 'give each a number of its own, or none',
  },
  // The guide's own numbers are not unique, and HA213 says so.
  ({ controlPlanes, style }) =>
    (style === FrontEndStyle.KUBEADM_GUIDE ? [] : controlPlanes).flatMap((host, index) => {
      const other = controlPlanes.slice(0, index).find((each) => each.vrrpPriority === host.vrrpPriority);
      return other ? [{ path: `${host.path}.vrrpPriority`, got: String(host.vrrpPriority), allowed: `a number that ${other.path} does not have`, host: host.name }] : [];
    }),
);
