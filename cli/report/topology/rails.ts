import { Content } from '../html';
import { Box, Layout } from './layout';
import { beside, dot, label, line, middle } from './marks';
import { Card, Plan, Rail } from './plan';
import { CARD } from './rows';

/** The lines across hosts, with their names at the left. */
export function railMarks(plan: Plan, layout: Layout): Content {
  const { rows, users } = layout;
  const at = (rail: Rail | undefined, tier: Card['tier'], offset: number | undefined) => {
    const tops = [...layout.cards].filter(([name]) => plan.cards.some((card) => card.name === name && card.tier === tier)).map(([, { y }]) => y);
    return rail && offset !== undefined && tops.length > 0 ? (tops[0] as number) + offset : undefined;
  };
  const one = (kind: string, rail: Rail | undefined, y: number | undefined) =>
    rail && y !== undefined ? railMark(kind, rail, y, extent(plan, layout, rail), users) : undefined;
  return [
    one('call', plan.balancing, at(plan.balancing, 'control', rows.control.balancing)),
    one('store', plan.storing, layout.storing),
    (['control', 'etcd'] as const).map((tier) => one('peer', plan.peers, at(plan.peers, tier, rows[tier].peers))),
  ];
}

function railMark(kind: string, rail: Rail, y: number, [from, to]: [number, number], gutter: Box): Content {
  const words = rail.label.split(': ');
  return [
    from < to &&
      line(
        `rail ${kind}`,
        [
          [from, y],
          [to, y],
        ],
        false,
      ),
    words.map((word, index) =>
      label(
        index === 0 ? `rail-name ${kind}` : `rail-name ${kind} plain`,
        gutter.x,
        y + 4 + (index - (words.length - 1) / 2) * 15,
        word,
        gutter.width,
      ),
    ),
  ];
}

/** From apiservers down beside their other programs to the line, and from the line to members elsewhere. */
export function storingMarks({ storing }: Plan, { storing: y, cards, rows }: Layout): Content {
  if (!storing || y === undefined || rows.control.slots.api === undefined) return undefined;
  const boxes = (names: string[]) => names.flatMap((name) => (cards.has(name) ? [cards.get(name)!] : []));
  const api = rows.control.slots.api + CARD.slot / 2;
  return [
    boxes(storing.from).map((box) => {
      const x = beside(box);
      return [
        line(
          'store',
          [
            [box.x + CARD.inset, box.y + api],
            [x, box.y + api],
            [x, y],
          ],
          false,
        ),
        dot('store', x, y),
      ];
    }),
    boxes(storing.to).map((box) =>
      line('store', [
        [middle(box), y],
        [middle(box), box.y],
      ]),
    ),
  ];
}

/** From the first to the last of what a rail joins: programs, lanes of groups, and lines that come down beside programs. */
function extent(plan: Plan, { cards, lanes }: Layout, rail: Rail): [number, number] {
  const at = (names: string[], place: (box: Box) => number) => names.flatMap((name) => (cards.has(name) ? [place(cards.get(name)!)] : []));
  const sources = at(rail.from, rail === plan.storing ? beside : middle);
  const joined = rail === plan.balancing ? lanes.flatMap((lane) => (lane ? [middle(lane)] : [])) : [];
  const all = [...sources, ...at(rail.to, middle), ...joined];
  return [Math.min(...all), Math.max(...all)];
}
