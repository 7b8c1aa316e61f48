import { decidingTerms, millisOf, Term } from '../../lib/availability/model';
import { grouped } from '../availability/groups';
import { oneLine, wrap } from '../availability/lines';
import { showMillis, showTerm } from '../availability/times';
import { OverBudget } from './over-budget';
import { clientWords, RecoveryGroup, SERVICE_WORDS } from './words';

/** The slowest recovery of each service and its terms. Services whose answer is the same are said together. */
export function recoveryLines(groups: RecoveryGroup[]): string[] {
  if (groups.length === 0) return ['Slowest recovery: nothing is interrupted by any single failure that is survived'];
  const same = grouped(groups, ({ failure, recovery: { time, client } }) => [failure, client, ...decidingTerms(time).map(showTerm)].join('\u0000'));
  return ['Slowest recovery, at most, of all single failures that are survived', ...same.flatMap(servicesLines)];
}

function servicesLines(groups: RecoveryGroup[]): string[] {
  const { failure, recovery } = groups[0]!;
  const client = recovery.client === undefined || recovery.client === 'pods' ? '' : `, for ${clientWords(recovery.client)}`;
  const services = groups.map(({ recovery: { service } }) => service);
  return [
    ...wrap(
      `${services.map((service) => `${service} (${SERVICE_WORDS[service]})`).join(', ')}${client}`,
      `  ${showMillis(millisOf(recovery.time)).padEnd(10)}`,
    ),
    ...wrap(oneLine(`after ${failure}`), ' '.repeat(12)),
    ...decidingTerms(recovery.time).flatMap(termLines),
  ];
}

/** A term of a time without its source. */
export function termLines(term: Term): string[] {
  return wrap(oneLine(showTerm(term)), `${' '.repeat(14)}${showMillis(term.millis).padEnd(9)} `);
}

/** Where the numbers are from: each source once, with its terms. */
export function sourceLines(groups: RecoveryGroup[], over: OverBudget[]): string[] {
  const shown = [...over.flatMap(({ time }) => (time ? decidingTerms(time) : [])), ...groups.flatMap(({ recovery }) => decidingTerms(recovery.time))];
  const sources = grouped(shown, ({ source }) => source).map(
    (terms) => `${[...new Set(terms.map(({ name }) => name))].sort().join(', ')}: ${terms[0]!.source}`,
  );
  return sources.sort().flatMap((line) => wrap(oneLine(line), '  ', '      '));
}
