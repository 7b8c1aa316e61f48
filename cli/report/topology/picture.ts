import { Content, markup, Markup } from '../html';
import { cardMarks } from './cards';
import { groupMarks } from './groups';
import { Box, Layout } from './layout';
import { label, line, middle, rectangle } from './marks';
import { Plan } from './plan';
import { railMarks, storingMarks } from './rails';

/** The picture of a cluster without its style: in the page, that of the page applies. */
export function picture(plan: Plan, layout: Layout): Markup {
  return markup`<svg class="topology" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${layout.width} ${layout.height}" width="${layout.width}" height="${layout.height}" role="img" aria-labelledby="picture-title picture-description"><title id="picture-title">Topology of ${plan.name}</title><desc id="picture-description">${describePlan(plan)}</desc>${drawing(plan, layout)}</svg>`;
}

/** What the picture shows, in sentences. */
export function describePlan(plan: Plan): string {
  const zones = plan.zones.map((zone) => {
    const names = [
      ...plan.cards.filter((card) => card.zone === zone).map(({ name }) => name),
      ...plan.groups.filter((group) => group.zone === zone).flatMap((group) => group.names),
    ];
    return `${zone === undefined ? 'Zone unknown' : `Zone ${zone}`}: ${names.join(', ')}.`;
  });
  const rails = [
    plan.balancing,
    plan.storing && { ...plan.storing, label: plan.storing.label.replace(/^apiservers/, 'apiservers to etcd') },
    plan.peers,
  ];
  return [...zones, `Endpoint: ${plan.endpoint.label}.`, ...rails.flatMap((rail) => (rail ? [`${capital(rail.label)}.`] : []))].join(' ');
}

/** From the back to the front. */
function drawing(plan: Plan, layout: Layout): Content {
  return [
    plan.zones.map((zone, index) => zoneMark(zone, layout.zones[index]!)),
    plan.cards.map((card) => rectangle('card', layout.cards.get(card.name)!, 8)),
    bandMarks(plan, layout),
    railMarks(plan, layout),
    storingMarks(plan, layout),
    plan.cards.map((card) => cardMarks(card, layout.cards.get(card.name)!, layout.rows[card.tier], plan)),
    plan.groups.map((group, index) => groupMarks(group, index, plan, layout)),
  ];
}

function zoneMark(zone: string | undefined, box: Box): Content {
  const known = zone !== undefined;
  return [
    rectangle(known ? 'zone' : 'zone unknown', box, 10),
    label('zone-name', box.x + 12, box.y + 18, known ? `zone ${zone}` : 'zone unknown', box.width - 20),
  ];
}

function bandMarks(plan: Plan, layout: Layout): Content {
  const { band, users, cards } = layout;
  const kind = plan.endpoint.certain ? 'call' : 'call guessed';
  return [
    line('call', [
      [middle(users), users.y + users.height],
      [middle(users), band.y],
    ]),
    rectangle('users', users, 22),
    label('title centre', middle(users), users.y + 27, 'users'),
    rectangle(plan.endpoint.certain ? 'band' : 'band guessed', band, 6),
    bandLabel(plan.endpoint.label, layout),
    plan.endpoint.hosts.flatMap((host) => {
      const card = cards.get(host);
      return card
        ? [
          line(kind, [
            [middle(card), band.y + band.height],
            [middle(card), card.y],
          ]),
        ]
        : [];
    }),
  ];
}

/** In the widest part of the band that no line crosses. */
function bandLabel(text: string, { band, lanes }: Layout): Content {
  const crossings = lanes.flatMap((lane) => (lane ? [middle(lane)] : [])).sort((a, b) => a - b);
  const ends = [band.x, ...crossings, band.x + band.width];
  const parts = ends.slice(1).map((end, index) => ({ start: ends[index]!, width: end - ends[index]! }));
  const widest = parts.reduce((best, part) => (part.width > best.width ? part : best));
  return label('title centre', Math.round(widest.start + widest.width / 2), band.y + 20, text, widest.width - 16);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
