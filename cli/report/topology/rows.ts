import { Card, Group, Plan, Slot } from './plan';

/** Sizes of what is inside a host, in pixels. */
export const CARD = { width: 130, inset: 13, header: 30, slot: 24, gap: 12, rail: 30, line: 17, foot: 8 } as const;

/** Where the rows of a host are, from its upper edge; equal for all hosts of a tier, so that rows line up. */
export interface Rows {
  readonly height: number;
  readonly slots: Readonly<Partial<Record<Slot, number>>>;
  /** Middle of the line between balancers and apiservers. */
  readonly balancing?: number;
  /** Middle of the line between members. */
  readonly peers?: number;
  /** The programs that use an apiserver. */
  readonly local?: number;
}

/** The rows of the hosts of one tier. */
export function rowsOf(plan: Plan, tier: Card['tier']): Rows {
  const cards = plan.cards.filter((card) => card.tier === tier);
  const has = (slot: Slot) => cards.some(({ slots }) => slot in slots);
  const found: { slots: Partial<Record<Slot, number>>; balancing?: number; peers?: number; local?: number } = { slots: {} };
  let y: number = CARD.header;
  const slot = (name: Slot, after: number) => {
    if (!has(name)) return;
    found.slots[name] = y;
    y += CARD.slot + after;
  };
  slot('address', CARD.gap);
  slot('balancer', has('api') ? 0 : CARD.gap);
  if (tier === 'control' && plan.balancing) {
    found.balancing = y + CARD.rail / 2;
    y += CARD.rail;
  } else if (has('balancer')) y += CARD.gap;
  slot('api', CARD.gap);
  slot('etcd', 0);
  if (has('etcd') && plan.peers) {
    found.peers = y + CARD.rail / 2;
    y += CARD.rail;
  }
  const lines = Math.max(0, ...cards.map(({ local }) => local.length));
  if (lines > 0) {
    found.local = y;
    y += lines * CARD.line;
  }
  return { ...found, height: y + CARD.foot };
}

/** The height of a group of workers: a title, their names, and their balancer where they have one. */
export function groupRows({ names, way }: Group): { readonly shown: number; readonly chip: number; readonly height: number } {
  const shown = names.length > GROUP_NAMES ? GROUP_NAMES - 1 : names.length;
  const lines = shown + (names.length > shown ? 1 : 0);
  const chip = CARD.header + lines * CARD.line + 4;
  return { shown, chip, height: (way === 'balancer' ? chip + CARD.slot : chip) + CARD.foot };
}

/** More names than this are counted. */
const GROUP_NAMES = 6;
