import { ROUTER_AGREEMENT } from '../../../lib/availability/rules/router-agreement';
import { KEEPALIVED, keepalivedText, KeepalivedText } from '../front-end-files';
import { clusterOf, faults, says } from '../rendered-objects';

const BASE = ['virtual_router_id 51', 'advert_int 1'];

function cluster(...texts: KeepalivedText[]) {
  const host = (text: KeepalivedText, index: number) => ({
    files: { [KEEPALIVED]: keepalivedText({ instance: BASE, priority: 100 - index, ...text }) },
  });
  return clusterOf(Object.fromEntries(texts.map((text, index) => [`cp-${index + 1}`, host(text, index)])));
}

const PLACE = '/etc/keepalived/keepalived.conf vrrp_instance api';

test('two hosts of one priority', () => {
  expect(says(ROUTER_AGREEMENT, cluster({}, {}, { priority: 100 }))).toEqual([
    `HA213 cp-3 ${PLACE} priority: got 100; allowed: a priority of its own; cp-1 has 100 too; ` +
      'fix: give each host a priority of its own, and all of them the same router id, version and advert_int',
  ]);
});

test('a priority that no script can lower, and one that is none', () => {
  const allowed = '1 to 254: 255 is for the owner of an address, and no script can lower it';
  expect(faults(ROUTER_AGREEMENT, cluster({ priority: 255 }, { priority: 0 }))).toEqual([
    `HA213 cp-1 ${PLACE} priority: got 255; allowed: ${allowed}`,
    `HA213 cp-2 ${PLACE} priority: got 0; allowed: ${allowed}`,
  ]);
});

test('a router id out of range, or none at all', () => {
  expect(faults(ROUTER_AGREEMENT, cluster({ instance: ['virtual_router_id 256'] }))).toEqual([
    `HA213 cp-1 ${PLACE} virtual_router_id: got 256; allowed: 1 to 255`,
  ]);
  expect(faults(ROUTER_AGREEMENT, cluster({ instance: ['virtual_router_id 0'] }))).toHaveLength(1);
  expect(faults(ROUTER_AGREEMENT, cluster({ instance: [] }))).toEqual([`HA213 cp-1 ${PLACE} virtual_router_id: got nothing; allowed: 1 to 255`]);
});

test('hosts of one virtual IP that do not hear each other', () => {
  expect(faults(ROUTER_AGREEMENT, cluster({}, { global: [], instance: ['virtual_router_id 52', 'advert_int 2'] }))).toEqual([
    `HA213 cp-2 ${PLACE} advert_int: got 2s; allowed: 1s, as on cp-1`,
    `HA213 cp-2 ${PLACE} version: got 2; allowed: 3, as on cp-1`,
    `HA213 cp-2 ${PLACE} virtual_router_id: got 52; allowed: 51, as on cp-1`,
  ]);
});

test('the ends of both ranges are good', () => {
  expect(says(ROUTER_AGREEMENT, cluster({ priority: 254 }, { priority: 1 }))).toEqual([]);
  for (const id of [1, 255]) expect(says(ROUTER_AGREEMENT, cluster({ instance: [`virtual_router_id ${id}`] }))).toEqual([]);
});
