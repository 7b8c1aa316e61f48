import { inInstance, routerMembersOf } from '../read/virtual-routers';
import { renderedRule } from './rule';

/** HA210. */
export const NOPREEMPT_STATE = renderedRule(
  {
    id: 'HA210',
    title: 'nopreempt goes with state BACKUP and check scripts of weight 0',
    cause:
      'keepalived drops nopreempt where the state is MASTER; and with nopreempt a backup respects a holder of lower priority, so a script that only lowers the priority never moves the address',
    fix: 'write `state BACKUP` on every host, and no weight at the scripts',
  },
  (cluster) =>
    routerMembersOf(cluster)
      .filter(({ instance }) => instance.nopreempt)
      .flatMap(({ host, instance }) => [
        ...(instance.state === 'BACKUP'
          ? []
          : [{ host: host.name, field: inInstance(instance, 'state'), got: instance.state, allowed: 'BACKUP, because of nopreempt' }]),
        ...instance.scripts
          .filter((script) => script.weight !== 0)
          .map((script) => ({
            host: host.name,
            field: inInstance(instance, `track_script ${script.name} weight`),
            got: String(script.weight),
            allowed: '0, because of nopreempt',
          })),
      ]),
);
