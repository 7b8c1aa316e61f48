import { allTerms, Assessment, Client, millisOf, Time } from '../../../lib/availability/model';

/** One thing that comes back, and how its time comes about. */
export interface ChainPart {
  /** As in `new connections`. */
  readonly title: string;
  readonly time: Time;
}

/** What stands behind a cell of the matrix. */
export interface Chain {
  /** What the client or component has while the failure lasts, a sentence. */
  readonly outcome: string;
  /** None where nothing comes back. */
  readonly parts: ChainPart[];
  /** Sentences. */
  readonly notes: string[];
}

/** Chains, each said once however many cells lead to it. */
export class Chains {
  private readonly byText = new Map<string, { readonly id: string; readonly chain: Chain; readonly uses: string[] }>();

  /**
   * Remembers a chain.
   *
   * @param use which cell leads to it, as in `cp-1 lost: users`
   * @returns an id for links, the same for the same chain
   */
  public idOf(chain: Chain, use: string): string {
    const text = textOf(chain);
    const known = this.byText.get(text) ?? { id: `chain-${this.byText.size + 1}`, chain, uses: [] };
    known.uses.push(use);
    this.byText.set(text, known);
    return known.id;
  }

  /** Every chain with the cells that lead to it, in the order in which each came first. */
  public all(): { readonly id: string; readonly chain: Chain; readonly uses: string[] }[] {
    return [...this.byText.values()];
  }
}

const ACCESS = { yes: 'yes', partly: 'for a part', cached: 'out of the memory of the apiservers only', no: 'no' } as const;

/** What a failure does to one kind of client. */
export function clientChain(assessment: Assessment, client: Client): Chain | undefined {
  const answer = assessment.clients.find((each) => each.client === client);
  if (!answer) return undefined;
  if (answer.present === 0) return { outcome: 'None of them is left.', parts: [], notes: answer.notes };
  const served = answer.writes !== 'no';
  return {
    outcome:
      answer.reads === answer.writes
        ? `Reads and writes: ${ACCESS[answer.reads]}.`
        : `Reads: ${ACCESS[answer.reads]}. Writes: ${ACCESS[answer.writes]}.`,
    parts: served
      ? [
        { title: 'new connections', time: simplified(answer.interruption) },
        { title: 'connections that were open', time: simplified(answer.openConnections) },
      ]
      : [],
    notes: [...(answer.cutOff.length > 0 ? [`Cut off although they run: ${answer.cutOff.join(', ')}.`] : []), ...answer.notes],
  };
}

/** What a failure does to an elected component. */
export function actingChain(assessment: Assessment, component: 'controllers' | 'scheduler'): Chain {
  const { acts, interruption } = assessment[component];
  const nobody = component === 'controllers' ? 'No controller manager acts.' : 'No scheduler acts.';
  return {
    outcome: acts ? 'Somebody acts again.' : nobody,
    parts: acts ? [{ title: 'until somebody acts', time: simplified(interruption) }] : [],
    notes: [],
  };
}

/** What a failure does to pods. */
export function workloadsChain({ workloads }: Assessment): Chain {
  const { keepRunning, lost, doubted, replaced } = workloads;
  const moved = lost.length + doubted.length > 0;
  return {
    outcome: keepRunning ? 'Pods on hosts that run and reach the others keep running.' : 'Some hosts run and cannot say so: their pods are given up.',
    parts: moved ? [{ title: 'until their pods are started elsewhere', time: simplified(replaced) }] : [],
    notes: [
      ...(lost.length > 0 ? [`Pods that are gone or out of reach: those of ${lost.join(', ')}.`] : []),
      ...(doubted.length > 0 ? [`Pods that run and are started a second time: those of ${doubted.join(', ')}.`] : []),
    ],
  };
}

/** The same without parts that only repeat another one. */
export function simplified(time: Time): Time {
  if (time.kind === 'term') return time;
  const parts = time.parts.map(simplified);
  const distinct = time.kind === 'serial' ? parts : [...new Map(parts.map((part) => [keyOf(part), part])).values()];
  const [only] = distinct;
  return distinct.length === 1 && only ? only : { kind: time.kind, parts: distinct };
}

/** Whether nothing has to pass. */
export function isNothing(time: Time): boolean {
  return millisOf(time) === 0 && allTerms(time).length === 0;
}

function textOf({ outcome, parts, notes }: Chain): string {
  return JSON.stringify([outcome, notes, parts.map(({ title, time }) => [title, keyOf(time)])]);
}

function keyOf(time: Time): string {
  return JSON.stringify(time, (_, value: unknown) => (value === Infinity ? 'unbounded' : value));
}
