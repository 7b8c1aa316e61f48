import { reasonOf } from '../kubectl/kubectl';
import { AnyServer } from './any-server';
import { PlannedNode, Taint } from './planned-nodes';

/** What was set on one Node. */
export interface ChangedNode {
  readonly name: string;
  /** As in `node-role.kubernetes.io/control-plane=`. */
  readonly labels: string[];
  /** As in `example.com/gpu=true:NoSchedule`. */
  readonly taints: string[];
}

/** A Node as the API has it. */
export interface KnownNode {
  readonly metadata: { readonly name: string; readonly labels?: Record<string, string> };
  readonly spec?: { readonly taints?: Taint[] };
}

/** What a Node lacks of its plan. Labels and taints that it has beside are somebody else's. */
export function lacking(planned: PlannedNode, known: KnownNode): ChangedNode {
  const has = known.metadata.labels ?? {};
  const labels = Object.entries(planned.labels).filter(([key, value]) => has[key] !== value);
  const taints = planned.taints.filter((taint) => !known.spec?.taints?.some((other) => sameTaint(taint, other)));
  return { name: planned.name, labels: labels.map(([key, value]) => `${key}=${value}`), taints: taints.map(taintText) };
}

/** What one look at the Nodes did. */
export interface NodesSeen {
  /** What was set; Nodes that lacked nothing are left out. */
  readonly changed: ChangedNode[];
  /** What is missing, each with its reason. */
  readonly missing: string[];
}

/** Looks at the Nodes that the API knows, and sets what they lack. */
export async function completeNodes(api: AnyServer, planned: PlannedNode[]): Promise<NodesSeen> {
  const answer = await api.run(['get', 'nodes', '--output=json', '--request-timeout=10s']);
  if (answer.status !== 0) return { changed: [], missing: [`Nodes: ${api.url} does not list them; ${reasonOf(answer)}`] };
  const known = (JSON.parse(answer.stdout) as { items: KnownNode[] }).items;
  const [changed, missing]: [ChangedNode[], string[]] = [[], []];
  for (const plan of planned) {
    const node = known.find(({ metadata }) => metadata.name === plan.name);
    if (!node) missing.push(`Node ${plan.name}: not registered; its kubelet says why: journalctl --unit kubelet`);
    const lack = node && lacking(plan, node);
    if (!lack || lack.labels.length + lack.taints.length === 0) continue;
    const refused = [...(await set(api, 'label', plan.name, lack.labels)), ...(await set(api, 'taint', plan.name, lack.taints))];
    if (refused.length === 0) changed.push(lack);
    missing.push(...refused);
  }
  return { changed, missing };
}

/** What the API said against it; nothing where it is set. */
async function set(api: AnyServer, what: 'label' | 'taint', name: string, values: string[]): Promise<string[]> {
  if (values.length === 0) return [];
  const answer = await api.run([what, 'node', name, ...values, '--overwrite']);
  return answer.status === 0 ? [] : [`Node ${name}: ${what} ${values.join(' ')}: ${reasonOf(answer)}`];
}

function sameTaint(a: Taint, b: Taint): boolean {
  return a.key === b.key && a.effect === b.effect && (a.value ?? '') === (b.value ?? '');
}

function taintText({ key, value, effect }: Taint): string {
  return `${key}${value === undefined ? '' : `=${value}`}:${effect}`;
}
