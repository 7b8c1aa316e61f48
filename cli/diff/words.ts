import { Change, Section } from '../../lib/availability/diff';
import { decidingTerms, describeFailure, millisOf, Recovery, Term } from '../../lib/availability/model';
import { showMillis, showTerm } from '../availability/times';
import { clientWords, SERVICE_WORDS } from '../check/words';

/** What is said about each room of changes. */
export const SECTION_TITLES: Readonly<Record<Section, string>> = {
  availability: 'Availability',
  cluster: 'Versions and cluster-wide settings',
  membership: 'Members, hosts, zones, roles',
  hosts: 'Hosts',
  certificates: 'Certificates, kubeconfigs, keys',
  objects: 'Objects of the API and of the plan',
};

/** A difference in words, times with the units and terms of `check`. */
export function textOf(change: Change): string {
  return change.was || change.is ? recoveryText(change) : change.text;
}

function recoveryText({ kind, text, was, is }: Change): string {
  const one = is ?? was;
  if (one === undefined) return text;
  const [from, to] = [boundOf(was), boundOf(is)];
  const whose = one.client && one.client !== 'pods' ? `, for ${clientWords(one.client)}` : '';
  const slowest = kind === 'recovery' ? 'slowest, ' : '';
  const terms = is ? termTexts(was ? decidingTerms(was.time) : [], decidingTerms(is.time)) : [];
  return [`${SERVICE_WORDS[one.service]}${whose}: ${to} (was ${from}), ${slowest}after ${describeFailure(one.failure)}`, ...terms].join('; ');
}

function boundOf(recovery: Recovery | undefined): string {
  return recovery && millisOf(recovery.time) > 0 ? showMillis(millisOf(recovery.time)) : 'no interruption';
}

/** Terms that decide now and did not, or with other numbers. */
function termTexts(before: Term[], after: Term[]): string[] {
  return after.flatMap((term) => {
    const old = before.find(({ name }) => name === term.name);
    if (old?.formula === term.formula && old.millis === term.millis) return [];
    return [old ? `${term.name} (${term.formula}; was ${old.formula})` : showTerm(term)];
  });
}

/** A text that is short enough for people; programs get all of it. */
export function shortened(text: string, most = 400): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 80)} … ${text.slice(-60)} (${text.length} characters)`;
}
