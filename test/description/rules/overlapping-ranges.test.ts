import { OVERLAPPING_RANGES } from '../../../lib/description/rules/overlapping-ranges';
import { dualStack, linesOf } from '../given';

test('pods in the Service range', () => {
  expect(linesOf(OVERLAPPING_RANGES, { networks: { pods: ['10.100.0.0/16'] } })).toEqual([
    'HA106 networks.services: got 10.96.0.0/12; allowed: a range that shares no address with networks.pods (10.100.0.0/16); fix: move one of the two',
  ]);
});

test('nodes that hold everything', () => {
  expect(linesOf(OVERLAPPING_RANGES, { networks: { nodes: ['10.0.0.0/8'] } })).toEqual([
    'HA106 networks.pods: got 10.244.0.0/16; allowed: a range that shares no address with networks.nodes (10.0.0.0/8); fix: move one of the two',
    'HA106 networks.services: got 10.96.0.0/12; allowed: a range that shares no address with networks.nodes (10.0.0.0/8); fix: move one of the two',
  ]);
});

test('two node networks of which one holds the other', () => {
  expect(linesOf(OVERLAPPING_RANGES, { networks: { nodes: ['10.0.0.0/24', '10.0.0.0/16'] } })).toEqual([
    'HA106 networks.nodes: got 10.0.0.0/24; allowed: a range that shares no address with networks.nodes (10.0.0.0/16); fix: move one of the two',
  ]);
});

test('IPv6 ranges overlap in the same way', () => {
  expect(linesOf(OVERLAPPING_RANGES, { controlPlanes: dualStack(), networks: { pods: ['10.244.0.0/16', 'fd00:10:96::/56'] } })).toEqual([
    'HA106 networks.services: got fd00:10:96::/112; allowed: a range that shares no address with networks.pods (fd00:10:96::/56); fix: move one of the two',
  ]);
});

test('neighbours share no address', () => {
  expect(linesOf(OVERLAPPING_RANGES, { networks: { pods: ['10.112.0.0/16'] } })).toEqual([]);
});
