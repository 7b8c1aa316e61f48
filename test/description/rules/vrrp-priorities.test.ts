import { VRRP_PRIORITIES } from '../../../lib/description/rules/vrrp-priorities';
import { controlPlanes, linesOf } from '../given';

test('two hosts of one priority', () => {
  expect(linesOf(VRRP_PRIORITIES, { controlPlanes: controlPlanes(3).map((host) => ({ ...host, vrrpPriority: host.name === 'cp-2' ? 120 : 110 })) })).toEqual([
    'HA125 controlPlanes[2].vrrpPriority: got 110; allowed: a number that controlPlanes[0] does not have; fix: give each a number of its own, or none',
  ]);
});

test('a number that a host without one would have got by itself', () => {
  expect(linesOf(VRRP_PRIORITIES, { controlPlanes: controlPlanes(3).map((host) => (host.name === 'cp-3' ? { ...host, vrrpPriority: 200 } : host)) })).toEqual([]);
});
