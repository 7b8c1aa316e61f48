import { Access, Assessment, Client, CLIENTS, millisOf } from '../../../lib/availability/model';
import { showMillis } from '../../availability/times';
import { actingChain, Chain, clientChain, workloadsChain } from './chains';

/** The columns of the matrix. */
export const COLUMNS = [...CLIENTS, 'controllers', 'scheduler', 'workloads'] as const;

/** What is asked about a failure. */
export type Column = (typeof COLUMNS)[number];

/** What each column is about. */
export const COLUMN_TITLES: Readonly<Record<Column, { readonly title: string; readonly below: string }>> = {
  users: { title: 'Users', below: 'API by the endpoint' },
  workers: { title: 'Workers', below: 'API for their kubelets' },
  pods: { title: 'Pods', below: 'API by the Service' },
  components: { title: 'Components', below: 'API on control planes' },
  controllers: { title: 'Controllers', below: 'somebody acts' },
  scheduler: { title: 'Scheduler', below: 'somebody acts' },
  workloads: { title: 'Workloads', below: 'pods run' },
};

/** How a cell looks; `none`: nobody is left who could ask. */
export type State = Access | 'none';

/** An answer with the way it is shown. */
export interface Mark {
  readonly state: State;
  /** The state in words, as in `reads cached`. */
  readonly word: string;
}

/** One cell: an answer, how long it takes, and what is behind it. */
export interface Cell {
  readonly marks: Mark[];
  /** As in `3.4 s`; none where there is nothing to wait for. */
  readonly bound?: string;
  /** Another time that matters, as in `open 45.0 s`. */
  readonly also?: string;
  readonly chain: Chain;
}

/** The answer to one question about a failure; undefined where nobody asks, e.g. for workers of a cluster without any. */
export function cellOf(assessment: Assessment, column: Column): Cell | undefined {
  switch (column) {
    case 'controllers':
    case 'scheduler': {
      const { acts, interruption } = assessment[column];
      return {
        marks: [acts ? { state: 'yes', word: 'yes' } : { state: 'no', word: 'no' }],
        ...(acts ? bounded(millisOf(interruption)) : {}),
        chain: actingChain(assessment, column),
      };
    }
    case 'workloads':
      return workloadsCell(assessment);
    default:
      return clientCell(assessment, column);
  }
}

function clientCell(assessment: Assessment, client: Client): Cell | undefined {
  const answer = assessment.clients.find((each) => each.client === client);
  const chain = clientChain(assessment, client);
  if (!answer || !chain) return undefined;
  const { reads, writes, present } = answer;
  if (present === 0) return { marks: [{ state: 'none', word: 'none left' }], chain };
  const marks: Mark[] =
    reads === writes
      ? [{ state: reads, word: reads }]
      : [
        { state: reads, word: `reads ${reads}` },
        { state: writes, word: `writes ${writes}` },
      ];
  if (writes === 'no') return { marks, chain };
  const [fresh, open] = [millisOf(answer.interruption), millisOf(answer.openConnections)];
  return { marks, ...bounded(fresh), ...(open > fresh ? { also: `open ${showMillis(open)}` } : {}), chain };
}

function workloadsCell(assessment: Assessment): Cell {
  const { keepRunning, lost, doubted, replaced } = assessment.workloads;
  const chain = workloadsChain(assessment);
  if (lost.length + doubted.length === 0) return { marks: [keepRunning ? { state: 'yes', word: 'yes' } : { state: 'no', word: 'no' }], chain };
  const words = [...(lost.length > 0 ? ['moved'] : []), ...(doubted.length > 0 ? ['twice'] : [])];
  return { marks: words.map((word) => ({ state: 'partly', word })), bound: showMillis(millisOf(replaced)), chain };
}

function bounded(millis: number): Pick<Cell, 'bound'> {
  return millis === 0 ? {} : { bound: showMillis(millis) };
}
