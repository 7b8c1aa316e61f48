import { showMillis } from '../read/durations';
import { inInstance, routerMembersOf } from '../read/virtual-routers';
import { renderedRule } from './rule';

/** HA212. */
export const ADVERT_WHOLE_SECONDS = renderedRule(
  {
    id: 'HA212',
    title: 'VRRP version 2 counts in whole seconds',
    cause: 'keepalived rounds the interval, so that takeover takes many times as long as was calculated, and hosts of other versions disagree on it',
    fix: 'set `vrrp_version 3` in global_defs, or a whole number of seconds',
  },
  (cluster) =>
    routerMembersOf(cluster)
      .filter(({ instance }) => instance.version === 2 && instance.advertMs % 1000 !== 0)
      .map(({ host, instance }) => ({
        host: host.name,
        field: inInstance(instance, 'advert_int'),
        got: showMillis(instance.advertMs),
        allowed: 'whole seconds in VRRP version 2',
      })),
);
