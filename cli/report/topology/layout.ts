import type { Graph as GraphOf, GraphLabel, NodeLabel, OrderConstraint } from '@dagrejs/dagre';
import { Plan } from './plan';
import { CARD, groupRows, Rows, rowsOf } from './rows';

/** A rectangle, from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything of a picture is. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly users: Box;
  /** In the order of the plan's zones. */
  readonly zones: Box[];
  /** By the names of hosts. */
  readonly cards: ReadonlyMap<string, Box>;
  /** In the order of the plan's groups. */
  readonly groups: Box[];
  /** The free columns beside hosts in which lines of groups go down. */
  readonly lanes: readonly (Box | undefined)[];
  readonly band: Box;
  /** Middle of the line between apiservers and members elsewhere. */
  readonly storing?: number;
  readonly rows: Readonly<Record<'control' | 'etcd', Rows>>;
}

/** Ranks of the layers, from top to bottom. */
const RANK = { clients: 1, band: 2, control: 3, storing: 4, etcd: 5 } as const;

const USERS = { width: 122, height: 44 };
const BAND_HEIGHT = 30;
const LANE = 12;
const MARGIN = 12;

/** Above a zone, for its name. */
const ZONE_TITLE = 16;

/**
 * Places for everything, by layers: clients, endpoint, control plane, etcd; zones are boxes around their hosts.
 *
 * The library is loaded here, because no other command needs it.
 */
export async function layoutOf(plan: Plan): Promise<Layout> {
  const { graphlib, layout } = await import('@dagrejs/dagre');
  const rows = { control: rowsOf(plan, 'control'), etcd: rowsOf(plan, 'etcd') };
  const graph = new graphlib.Graph<GraphLabel, NodeLabel>({ compound: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 14, ranksep: 13, rankalign: 'bottom', marginx: MARGIN, marginy: MARGIN + ZONE_TITLE });
  fill(graph, plan, rows);
  layout(graph, { constraints: orderOf(graph, plan) });
  return placesOf(graph, plan, rows);
}

type Laid = GraphOf<GraphLabel, NodeLabel>;

/** What is in one layer of a zone. */
interface Item {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/**
 * A chain through every zone, with a link in each layer, keeps the layers of all zones at one height. A link is what stands in the middle of the
 * layer, or a joint where nothing does; the rest of a layer hangs on the link above it.
 */
function fill(graph: Laid, plan: Plan, rows: Layout['rows']): void {
  graph.setNode('root', { width: 0, height: 0 });
  graph.setNode('users', USERS);
  graph.setEdge('root', 'users', {});
  for (const index of plan.zones.keys()) {
    graph.setNode(`zone ${index}`, { width: 0, height: 0 });
    let above = 'root';
    for (const rank of ranksOf(plan)) {
      const items = itemsOf(plan, index, rank, rows);
      const link = items[Math.floor(items.length / 2)]!.id;
      for (const { id, width, height } of items) {
        graph.setNode(id, { width, height, layer: `${index} ${rank}` });
        graph.setParent(id, `zone ${index}`);
        graph.setEdge(above, id, { weight: id === link ? 9 : 2 });
      }
      above = link;
    }
  }
}

/** The layers that this cluster has. */
function ranksOf(plan: Plan): number[] {
  const members = plan.cards.some(({ tier }) => tier === 'etcd');
  const deepest = members ? RANK.etcd : plan.storing ? RANK.storing : RANK.control;
  return Object.values(RANK).filter((rank) => rank <= deepest);
}

function itemsOf(plan: Plan, index: number, rank: number, rows: Layout['rows']): Item[] {
  const zone = plan.zones[index];
  const groups = [...plan.groups.entries()].filter(([, group]) => group.zone === zone);
  const lanes = groups.filter(([, { way }]) => rank === RANK.control && way === 'balancer');
  const cards = plan.cards.filter((card) => card.zone === zone && RANK[card.tier] === rank);
  const items = [
    ...(rank === RANK.clients ? groups : []).map(([number, group]) => ({
      id: `group ${number}`,
      width: CARD.width,
      height: groupRows(group).height,
    })),
    ...lanes.map(([number]) => ({ id: `lane ${number}`, width: LANE, height: 1 })),
    ...cards.map(({ name, tier }) => ({ id: `host ${name}`, width: CARD.width, height: rows[tier].height })),
  ];
  return items.length > 0 ? items : [{ id: `joint ${rank} of ${index}`, width: 1, height: rank === RANK.band ? BAND_HEIGHT : 1 }];
}

/** Users stand before the zones, zones and what is in their layers in the order of the plan. */
function orderOf(graph: Laid, plan: Plan): OrderConstraint[] {
  const rows = [['users', ...plan.zones.map((_, index) => `zone ${index}`)]];
  const layers = new Map<unknown, string[]>();
  for (const id of graph.nodes()) {
    const layer = graph.node(id)?.layer;
    if (layer !== undefined && !id.startsWith('joint ')) layers.set(layer, [...(layers.get(layer) ?? []), id]);
  }
  return [...rows, ...layers.values()].flatMap((ids) => ids.slice(1).map((right, index) => ({ left: ids[index]!, right })));
}

function placesOf(graph: Laid, plan: Plan, rows: Layout['rows']): Layout {
  const zones = sameHeight(plan.zones.map((_, index) => boxOf(graph, `zone ${index}`)));
  const centred = new Map(
    plan.zones.flatMap((_, index) => ranksOf(plan).flatMap((rank) => inTheMiddle(graph, zones[index]!, itemsOf(plan, index, rank, rows)))),
  );
  const right = Math.max(...zones.map(({ x, width }) => x + width));
  const users = boxOf(graph, 'users');
  return {
    width: right + MARGIN,
    height: zones[0]!.y + zones[0]!.height + MARGIN,
    users,
    zones,
    cards: new Map(plan.cards.map(({ name }) => [name, centred.get(`host ${name}`)!])),
    groups: plan.groups.map((_, number) => centred.get(`group ${number}`)!),
    lanes: plan.groups.map((_, number) => centred.get(`lane ${number}`)),
    band: { x: users.x, y: boxOf(graph, `joint ${RANK.band} of 0`).y, width: right - users.x, height: BAND_HEIGHT },
    ...(plan.storing && graph.hasNode(`joint ${RANK.storing} of 0`) ? { storing: boxOf(graph, `joint ${RANK.storing} of 0`).y } : {}),
    rows,
  };
}

function boxOf(graph: Laid, id: string): Box {
  const { x = 0, y = 0, width, height } = graph.node(id);
  return { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width: Math.round(width), height: Math.round(height) };
}

/** A layer as it was laid out, moved to the middle of its zone as a whole. */
function inTheMiddle(graph: Laid, zone: Box, items: Item[]): [string, Box][] {
  const boxes = items.map(({ id }) => boxOf(graph, id));
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const move = Math.round(zone.x + zone.width / 2 - (left + right) / 2);
  return items.map(({ id }, index) => [id, { ...boxes[index]!, x: boxes[index]!.x + move }]);
}

/** Zones as columns of one height, with room for their names. */
function sameHeight(zones: Box[]): Box[] {
  const top = Math.min(...zones.map(({ y }) => y)) - ZONE_TITLE;
  const bottom = Math.max(...zones.map(({ y, height }) => y + height)) + 8;
  return zones.map(({ x, width }) => ({ x, width, y: top, height: bottom - top }));
}
