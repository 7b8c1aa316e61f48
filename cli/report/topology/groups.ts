import { Content } from '../html';
import { Box, Layout } from './layout';
import { chip, dot, label, line, middle, rectangle } from './marks';
import { Group, Plan } from './plan';
import { CARD, groupRows } from './rows';

/** Workers of a zone, and the way that their requests go. */
export function groupMarks(group: Group, index: number, plan: Plan, layout: Layout): Content {
  const box = layout.groups[index]!;
  const { shown, chip: chipAt } = groupRows(group);
  const more = group.names.length - shown;
  const lines = [...group.names.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : [])];
  const title = `${group.names.length} worker${group.names.length === 1 ? '' : 's'}`;
  return [
    rectangle('card', box, 8),
    label('title', box.x + CARD.inset, box.y + 20, title),
    lines.map((text, row) => label('local', box.x + CARD.inset, box.y + CARD.header + row * CARD.line + 12, text, box.width - 2 * CARD.inset)),
    group.way === 'balancer' && chip('balancer', 'HAProxy', box, box.y + chipAt),
    wayMarks(group, box, layout.lanes[index], plan, layout),
  ];
}

function wayMarks(group: Group, box: Box, lane: Box | undefined, plan: Plan, layout: Layout): Content {
  const { band, rows } = layout;
  const foot = box.y + box.height;
  if (group.way === 'endpoint')
    return line('call', [
      [middle(box), foot],
      [middle(box), band.y],
    ]);
  const top = plan.cards.find(({ tier }) => tier === 'control');
  const card = top && layout.cards.get(top.name);
  if (!lane || !card || rows.control.balancing === undefined) return label('local', box.x, foot + 12, `uses ${group.words}`, box.width);
  const start = foot - CARD.foot - CARD.slot / 2;
  const down = middle(lane);
  const end = card.y + rows.control.balancing;
  const from = down < box.x + CARD.inset ? box.x + CARD.inset : middle(box);
  const points: [number, number][] =
    from === middle(box)
      ? [
        [from, foot - CARD.foot],
        [from, foot + 7],
        [down, foot + 7],
        [down, end],
      ]
      : [
        [from, start],
        [down, start],
        [down, end],
      ];
  return [line('bridge', points.slice(-2), false), line('call', points, false), dot('call', down, end)];
}
