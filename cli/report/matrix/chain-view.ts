import { millisOf, Term, Time } from '../../../lib/availability/model';
import { showMillis } from '../../availability/times';
import { Content, markup, Markup } from '../html';
import { list } from '../parts';
import { Chain, Chains, isNothing } from './chains';

/** Every chain, to read in order without a script; with one, cells show theirs. */
export function chainList(chains: Chains): Markup {
  return markup`<div class="chains"><h3>Chains of events</h3>${chains
    .all()
    .map(
      ({ id, chain, uses }, index) =>
        markup`<details open class="chain" id="${id}"><summary>${index + 1}. ${usesText(uses)}</summary><div class="chain-body">${chainBody(chain)}</div></details>\n`,
    )}</div>`;
}

/** What is behind a cell. */
export function chainBody({ outcome, parts, notes }: Chain): Content {
  return [
    markup`<p class="outcome">${outcome}</p>`,
    parts.map(({ title, time }) => markup`<h4>${capital(title)}: ${inAll(time)}</h4>${!isNothing(time) && timeTree(time)}`),
    list(notes),
  ];
}

/** A time as a tree: what follows what, what runs at the same time, and what decides. */
export function timeTree(time: Time): Markup {
  return markup`<ul class="tree">${node(time, true)}</ul>`;
}

function inAll(time: Time): string {
  const millis = millisOf(time);
  return millis === 0 ? 'no interruption' : Number.isFinite(millis) ? `at most ${showMillis(millis)}` : 'no bound';
}

const ORDER = {
  serial: 'One after the other: they add up',
  parallel: 'At the same time, all needed: the longest counts',
  either: 'At the same time, each is enough: the shortest counts',
} as const;

/** @param decides whether the time of the whole depends on this part */
function node(time: Time, decides: boolean): Markup {
  if (time.kind === 'term') return termNode(time.term, decides);
  const parts = time.parts;
  const whole = millisOf(time);
  const deciding = time.kind === 'serial' ? undefined : parts.findIndex((part) => millisOf(part) === whole);
  return markup`<li class="${time.kind}"><span class="order">${ORDER[time.kind]} <b>${showMillis(whole)}</b></span><ul>${parts.map((part, index) => node(part, decides && (deciding === undefined || deciding === index)))}</ul></li>`;
}

function termNode({ name, millis, formula, source }: Term, decides: boolean): Markup {
  return markup`<li class="${decides ? 'term decides' : 'term'}"><span class="name">${name}</span> <b>${showMillis(millis)}</b>${decides && markup` <span class="tag">decides</span>`}<br><span class="formula">${formula}</span> <cite>${source}</cite></li>`;
}

/** The first cells that lead to a chain, and how many more. */
function usesText(uses: string[]): string {
  const more = uses.length - SHOWN_USES;
  return `${uses.slice(0, SHOWN_USES).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

const SHOWN_USES = 3;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
