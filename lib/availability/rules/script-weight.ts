import { inInstance, virtualRoutersOf } from '../read/virtual-routers';
import { renderedRule } from './rule';

/** HA211. */
export const SCRIPT_WEIGHT = renderedRule(
  {
    id: 'HA211',
    title: 'a failing check script makes a host the last choice',
    cause:
      'the script lowers the priority by less than the distance to a peer, so that a host whose check fails keeps the virtual IP or takes it from a healthy one',
    fix: 'raise the weight, bring the priorities closer together, or leave the weight out: weight 0 gives the address away at once',
  },
  (cluster) =>
    virtualRoutersOf(cluster).flatMap(({ members }) =>
      members.flatMap(({ host, instance }) => {
        const peers = members.filter((member) => member.instance !== instance).map((member) => member.instance.priority);
        if (peers.length === 0) return [];
        const lowest = Math.min(...peers);
        return instance.scripts
          .filter((script) => script.weight < 0 && instance.priority + script.weight >= lowest)
          .map((script) => ({
            host: host.name,
            field: inInstance(instance, `track_script ${script.name} weight`),
            got: String(script.weight),
            allowed: `at most ${lowest - instance.priority - 1}, which takes priority ${instance.priority} below the lowest peer's ${lowest}; or 0`,
          }));
      }),
    ),
);
