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
      'fix: give each host a priority of its own, all of them the same router id, version and advert_int, and each the others as unicast_peer',
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

test('hosts that speak to single addresses, and leave one out', () => {
  const peers = (...addresses: string[]) => [...BASE, `unicast_peer {\n${addresses.join('\n')}\n}`];
  const all = cluster({ instance: peers('10.0.0.12', '10.0.0.13') }, { instance: peers('10.0.0.11', '10.0.0.13') }, { instance: peers('10.0.0.11', '10.0.0.12') });
  expect(says(ROUTER_AGREEMENT, all)).toEqual([]);
  const some = cluster({ instance: peers('10.0.0.12') }, { instance: peers('10.9.9.9') }, { instance: peers('10.0.0.11', '10.0.0.12') });
  expect(faults(ROUTER_AGREEMENT, some)).toEqual([
    `HA213 cp-1 ${PLACE} unicast_peer: got 10.0.0.12; allowed: the addresses of the other hosts; cp-3 would not hear this one`,
    `HA213 cp-2 ${PLACE} unicast_peer: got 10.9.9.9; allowed: the addresses of the other hosts; cp-1, cp-3 would not hear this one`,
  ]);
});
