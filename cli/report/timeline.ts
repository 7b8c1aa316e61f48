import { millisOf, Term, Time } from '../../lib/availability/model';
import { showMillis } from '../availability/times';
import { markup, Markup } from './html';
import { scrolled } from './parts';

/** When one term runs, in milliseconds since the failure. */
export interface Bar {
  readonly term: Term;
  readonly start: number;
  /** Infinity where nothing ends it. */
  readonly end: number;
  /** The time of the whole depends on it. */
  readonly decides: boolean;
  /** Something else is enough and sooner: what comes after that moment is not waited for. */
  readonly overtaken: boolean;
}

/** When each term of a time runs, in the order in which the tree has them. */
export function barsOf(time: Time, start = 0, decides = true, limit = Infinity): Bar[] {
  if (time.kind === 'term') {
    const end = start + time.term.millis;
    return start >= limit ? [] : [{ term: time.term, start, end: Math.min(end, limit), decides, overtaken: end > limit }];
  }
  if (time.kind === 'serial') return serialBars(time.parts, start, decides, limit);
  const whole = millisOf(time);
  const deciding = time.parts.findIndex((part) => millisOf(part) === whole);
  const until = time.kind === 'either' ? Math.min(limit, start + whole) : limit;
  return time.parts.flatMap((part, index) => barsOf(part, start, decides && index === deciding, until));
}

function serialBars(parts: Time[], start: number, decides: boolean, limit: number): Bar[] {
  let next = start;
  return parts.flatMap((part) => {
    const begin = next;
    next += millisOf(part);
    return barsOf(part, begin, decides, limit);
  });
}

/** The whole time of an axis that shows all bars: what has no end reaches a quarter beyond the others. */
export function axisOf(bars: Bar[]): number {
  const ends = bars.flatMap(({ start, end }) => (Number.isFinite(end) ? [end] : [start]));
  const last = Math.max(1, ...ends);
  return bars.some(({ end }) => !Number.isFinite(end)) ? last * 1.25 : last;
}

/** The bars of a time as a table, one term a row. */
export function timelineTable(name: string, time: Time): Markup {
  const bars = barsOf(time);
  const axis = axisOf(bars);
  return scrolled(
    `Timeline: ${name}`,
    markup`<table class="timeline"><thead><tr><th scope="col">Term</th><th scope="col">From</th><th scope="col">Until</th><th scope="col">0 to ${showMillis(axis)}</th></tr></thead><tbody>\n${bars.map((bar) => barRow(bar, axis))}</tbody></table>`,
  );
}

function barRow(bar: Bar, axis: number): Markup {
  const { term, start, end, decides, overtaken } = bar;
  const kind = decides ? 'decides' : overtaken ? 'overtaken' : 'beside';
  const words = decides ? 'decides' : overtaken ? 'not waited for' : 'beside';
  return markup`<tr class="${kind}"><th scope="row">${term.name} <span class="tag">${words}</span><small>${term.formula}</small></th><td>${at(start)}</td><td>${at(end)}</td><td>${barMark(bar, axis, kind)}</td></tr>\n`;
}

/** The bar itself; the cells beside it say the same. */
function barMark({ start, end }: Bar, axis: number, kind: string): Markup {
  const scale = (millis: number) => Math.round((Math.min(millis, axis) / axis) * WIDTH);
  const x = Math.min(scale(start), WIDTH - NARROWEST);
  const width = Math.max(NARROWEST, scale(end) - x);
  return markup`<svg class="bar ${kind}" viewBox="0 0 ${WIDTH} 16" preserveAspectRatio="none" aria-hidden="true"><line x1="0" y1="15.5" x2="${WIDTH}" y2="15.5"/><rect x="${x}" y="2" width="${width}" height="11"/></svg>`;
}

/** Units of the drawing from end to end, and the narrowest bar. */
const WIDTH = 1000;
const NARROWEST = 4;

function at(millis: number): string {
  return millis === 0 ? '0 s' : Number.isFinite(millis) ? showMillis(millis) : 'no end';
}
