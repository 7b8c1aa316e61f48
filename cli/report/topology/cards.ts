import { Content } from '../html';
import { Box } from './layout';
import { chip, dot, label, line, middle } from './marks';
import { Card, Plan, Slot } from './plan';
import { CARD, Rows } from './rows';

/** A host with its programs, and how they talk to each other. */
export function cardMarks(card: Card, box: Box, rows: Rows, plan: Plan): Content {
  const top = (slot: Slot) => (slot in card.slots ? box.y + (rows.slots[slot] as number) : undefined);
  const chips = (Object.keys(card.slots) as Slot[]).map((slot) => chip(slot, card.slots[slot]!, box, top(slot)!));
  return [
    label('title', box.x + CARD.inset, box.y + 20, card.name, CARD.width - 2 * CARD.inset + 8),
    inner(card, box, rows, plan, top),
    chips,
    localMarks(card, box, rows, top('api')),
  ];
}

/** Lines between the programs of a host, and from them to the rails. */
function inner(card: Card, box: Box, rows: Rows, plan: Plan, top: (slot: Slot) => number | undefined): Content {
  const x = middle(box);
  const [address, balancer, api, etcd] = [top('address'), top('balancer'), top('api'), top('etcd')];
  const foot = (y: number) => y + CARD.slot;
  const rail = rows.balancing === undefined ? undefined : box.y + rows.balancing;
  const peers = rows.peers === undefined ? undefined : box.y + rows.peers;
  const leads = address === undefined ? undefined : (balancer ?? api);
  return [
    leads !== undefined &&
      line('call', [
        [x, foot(address!)],
        [x, leads],
      ]),
    balancer !== undefined &&
      rail !== undefined && [
      line(
        'call',
        [
          [x, foot(balancer)],
          [x, rail],
        ],
        false,
      ),
      dot('call', x, rail),
    ],
    api !== undefined &&
      rail !== undefined &&
      plan.balancing?.to.includes(card.name) &&
      line('call', [
        [x, rail],
        [x, api],
      ]),
    api !== undefined &&
      etcd !== undefined &&
      line('store', [
        [x, foot(api)],
        [x, etcd],
      ]),
    etcd !== undefined &&
      peers !== undefined && [
      line(
        'peer',
        [
          [x, foot(etcd)],
          [x, peers],
        ],
        false,
      ),
      dot('peer', x, peers),
    ],
  ];
}

function localMarks(card: Card, box: Box, rows: Rows, api: number | undefined): Content {
  if (rows.local === undefined) return undefined;
  const start = box.y + rows.local;
  const own = card.local.flatMap(({ own: uses }, index) => (uses ? [start + index * CARD.line + 8] : []));
  const right = box.x + box.width - CARD.inset;
  const channel = right + Math.floor(CARD.inset / 2);
  return [
    card.local.map(({ label: text, own: uses }, index) =>
      label('local', box.x + CARD.inset, start + index * CARD.line + 12, uses ? text : `${text} *`, CARD.width),
    ),
    api !== undefined &&
      own.length > 0 && [
      own.slice(0, -1).map((y) =>
        line(
          'local-line',
          [
            [right + 3, y],
            [channel, y],
          ],
          false,
        ),
      ),
      line('local-line', [
        [right + 3, own.at(-1)!],
        [channel, own.at(-1)!],
        [channel, api + CARD.slot / 2],
        [right + 1, api + CARD.slot / 2],
      ]),
    ],
  ];
}
