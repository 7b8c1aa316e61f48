import { apiServersOf } from '../read/apiservers';
import { renderedRule } from './rule';

/** HA225. */
export const ENDPOINT_RECONCILER = renderedRule(
  {
    id: 'HA225',
    title: 'apiservers keep the endpoints of the kubernetes Service by leases',
    cause:
      'without leases the Service that pods reach the API by never loses an apiserver that is gone (master-count), or has no endpoint at all (none): some or all of their connections fail for as long as it lasts',
    fix: 'remove --endpoint-reconciler-type; where something else keeps those endpoints, accept the finding and say what',
  },
  (cluster) =>
    apiServersOf(cluster).flatMap(({ host, pod }) => {
      const got = pod.flags().value('endpoint-reconciler-type');
      return got === undefined || got === 'lease'
        ? []
        : [{ host: host.name, field: `${pod.name} --endpoint-reconciler-type`, got, allowed: 'lease' }];
    }),
);
