import { assess, ClusterModel, describeFailure, millisOf, SERVICES } from '../../../lib/availability/model';
import { serviceAnswer } from '../../check/services';
import { compareNames } from '../topology/plan';
import { Measurement } from './results';

/** What was measured, beside what the model says. */
export interface Compared {
  readonly failure: string;
  readonly service: Measurement['service'];
  readonly runs: number;
  /** All in milliseconds. */
  readonly least: number;
  readonly median: number;
  readonly most: number;
  /** Infinity where nothing bounds it; undefined where the model says that the service does not come back. */
  readonly bound?: number;
  /** It took longer than it may: the model, or the measurement, is wrong. */
  readonly beyond: boolean;
}

/** Compares every measurement with its bound, in the order of failures and services. */
export function compare(model: ClusterModel, measurements: Measurement[]): Compared[] {
  const compared = measurements.map(({ failure, service, runs }): Compared => {
    const { survives, time } = serviceAnswer(assess(model, [failure]), service);
    const sorted = [...runs].sort((a, b) => a - b);
    const most = sorted.at(-1)!;
    const bound = survives ? millisOf(time) : undefined;
    return {
      failure: describeFailure(failure),
      service,
      runs: runs.length,
      least: sorted[0]!,
      median: medianOf(sorted),
      most,
      ...(bound === undefined ? {} : { bound }),
      beyond: bound !== undefined && most > bound,
    };
  });
  return compared.sort((a, b) => compareNames(a.failure, b.failure) || SERVICES.indexOf(a.service) - SERVICES.indexOf(b.service));
}

/** The middle of sorted numbers. */
function medianOf(sorted: number[]): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
