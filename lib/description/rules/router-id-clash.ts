import { describedRule } from './description-rule';

/** HA107. */
export const ROUTER_ID_CLASH = describedRule(
  {
    id: 'HA107',
    title: 'the VRRP router id is not one that a neighbour uses',
    cause: 'two groups of one id on a network segment take each other for a member that has gone wrong, and both virtual IPs move or go silent',
    fix: 'give endpoint.routerId a free id',
    acknowledgeable: true,
    needs: ['endpoint'],
  },
  ({ endpoint }) => {
    if (!endpoint || endpoint.routerId === 0 || !endpoint.neighbourRouterIds.includes(endpoint.routerId)) return [];
    const derived = endpoint.props.routerId === undefined;
    return [
      {
        path: 'endpoint.routerId',
        got: `${endpoint.routerId}${derived ? ', from the name of the cluster' : ''}`,
        allowed: 'a number from 1 to 255 that is not in endpoint.neighbourRouterIds',
      },
    ];
  },
);
