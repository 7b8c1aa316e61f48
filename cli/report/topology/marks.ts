import { Content, markup, Markup } from '../html';
import type { Box } from './layout';
import { Slot } from './plan';
import { CARD } from './rows';

/** A rounded rectangle. */
export function rectangle(kind: string, { x, y, width, height }: Box, radius = 4): Markup {
  return markup`<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}"/>`;
}

/** Text that is cut where it is too long for its place, and whole in its tooltip. */
export function label(kind: string, x: number, y: number, text: string, width = Infinity): Markup {
  const room = Math.floor(width / CHARACTER);
  const cut = text.length > room ? markup`${text.slice(0, Math.max(1, room - 1))}…<title>${text}</title>` : markup`${text}`;
  return markup`<text class="${kind}" x="${x}" y="${y}">${cut}</text>`;
}

/** A line through points, with an arrow head at its end unless it is a plain one. */
export function line(kind: string, points: [number, number][], arrow = true): Markup {
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  const last = points.at(-1)!;
  const before = points.at(-2)!;
  return markup`<path class="${kind}" d="${path}"/>${arrow && head(kind, before, last)}`;
}

/** The point of a plain line where it meets another. */
export function dot(kind: string, x: number, y: number): Markup {
  return markup`<circle class="${kind}" cx="${x}" cy="${y}" r="3"/>`;
}

/** A program of a host. */
export function chip(slot: Slot, text: string, box: Box, y: number): Content {
  return [
    rectangle(`chip ${slot}`, { x: box.x + CARD.inset, y, width: CARD.width - 2 * CARD.inset, height: CARD.slot }, 5),
    label('centre', middle(box), y + 16, text),
  ];
}

/** The free column at the left of a host's programs. */
export function beside({ x }: Box): number {
  return x + Math.floor(CARD.inset / 2);
}

/** The middle of a box, from left to right. */
export function middle({ x, width }: Box): number {
  return Math.round(x + width / 2);
}

/** An average character of the fonts that are asked for, at the sizes that are used, in pixels. */
const CHARACTER = 7;

function head(kind: string, [fromX, fromY]: [number, number], [x, y]: [number, number]): Markup {
  const angle = Math.round((Math.atan2(y - fromY, x - fromX) * 180) / Math.PI);
  return markup`<path class="head ${kind}" d="M0 0L-7 -4L-7 4Z" transform="translate(${x} ${y}) rotate(${angle})"/>`;
}
