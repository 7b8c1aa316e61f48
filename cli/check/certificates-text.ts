import { grouped } from '../availability/groups';
import { count } from '../availability/lines';
import { CertificateReport, Ending, PlannedValidity, SOON_DAYS } from './certificates';

/** When certificates end, a sentence each: every one that has ended or ends soon, and the others by day. */
export function certificateSentences({ endings, planned }: CertificateReport): string[] {
  if (endings === undefined) return [plannedSentence(planned)];
  if (endings.length === 0) return ['none was found'];
  const urgent = endings.filter(({ state }) => state !== 'later');
  const later = endings.filter(({ state }) => state === 'later');
  return [
    ...(urgent.length === 0 ? [`none ends within ${SOON_DAYS} days`] : grouped(urgent, alike).map(urgentSentence)),
    ...grouped(later, ({ notAfter }) => dayOf(notAfter)).map(laterSentence),
  ];
}

/** What says the same of several hosts. */
function alike({ state, name, notAfter }: Ending): string {
  return [state, dayOf(notAfter), name].join('\u0000');
}

function urgentSentence(group: Ending[]): string {
  const { state, name, notAfter, daysLeft } = group[0]!;
  const hosts = group.flatMap(({ host }) => host ?? []);
  const what = `${name}${hosts.length === 0 ? '' : ` of ${hosts.join(', ')}`}`;
  return state === 'ended'
    ? `error: ended on ${dayOf(notAfter)}: ${what}`
    : `warning: ends on ${dayOf(notAfter)}, in ${count(daysLeft, 'day')}: ${what}`;
}

function laterSentence([first, ...others]: Ending[]): string {
  const { name, host, notAfter, daysLeft } = first!;
  const rest = others.length > 0 ? ` and ${count(others.length, 'other')}` : '';
  return `ends on ${dayOf(notAfter)}, in ${count(daysLeft, 'day')}: ${name}${host === undefined ? '' : ` of ${host}`}${rest}`;
}

function plannedSentence(planned: PlannedValidity[]): string {
  if (planned.length === 0) return 'none is planned in these files';
  const said = planned.map(({ kind, count: number, days }) => `${count(number, kind)} for ${days.join(' or ')} days`).join(', ');
  return `planned: ${said}; with --secrets FOLDER: when each of them ends`;
}

/** The day of a time in ISO 8601, UTC. */
export function dayOf(time: string): string {
  return time.slice(0, 10);
}
