import { ROUTER_ID_CLASH } from '../../../lib/description/rules/router-id-clash';
import { linesOf, vrrp } from '../given';

test('an id that a neighbour has', () => {
  expect(linesOf(ROUTER_ID_CLASH, { endpoint: vrrp({ routerId: 51, neighbourRouterIds: [70, 51] }) })).toEqual([
    'HA107 endpoint.routerId: got 51; allowed: a number from 1 to 255 that is not in endpoint.neighbourRouterIds; fix: give endpoint.routerId a free id',
  ]);
});

test('the id from the name of the cluster may clash as well', () => {
  expect(linesOf(ROUTER_ID_CLASH, { endpoint: vrrp({ neighbourRouterIds: [209, 210] }) })).toEqual([
    'HA107 endpoint.routerId: got 210, from the name of the cluster; allowed: a number from 1 to 255 that is not in endpoint.neighbourRouterIds; fix: give endpoint.routerId a free id',
  ]);
});

test("an id beside the neighbours' is fine", () => {
  expect(linesOf(ROUTER_ID_CLASH, { endpoint: vrrp({ routerId: 52, neighbourRouterIds: [51, 53] }) })).toEqual([]);
});
