import { Calendar, Entry } from './calendar';
import { CheckReport } from './check';
import { day } from './compare-certificate';
import { Issued, IssueReport } from './issue';
import { problemLine } from './problem';
import { RenewReport } from './renew';
import { table } from './table';
import { Use } from './uses';

/** What `pki issue` did. */
export function issueText({ cluster, issued, kept, pruned, foreign }: IssueReport): string {
  return [
    ...(issued.length > 0 ? writtenTable(issued) : []),
    ...pruned.map((id) => `removed ${id}: is no longer planned`),
    ...foreign.map(problemLine),
    issued.length + pruned.length > 0
      ? `${cluster}: ${issued.length} issued, ${kept} kept; next: ha-cluster bundle`
      : `${cluster}: nothing to do, all ${kept} secrets are as planned`,
  ].join('\n');
}

/** What `pki renew` did. */
export function renewText({ cluster, renewed, cas, problems }: RenewReport): string {
  return [
    ...(renewed.length > 0 ? writtenTable(renewed) : []),
    ...cas.map(({ name, notAfter }) => `Certificate/${name}: ends on ${day(new Date(notAfter))} and is a CA, which is not renewed: what it signed has to be issued anew, too`),
    ...problems.map(problemLine),
    renewed.length > 0
      ? `${cluster}: ${renewed.length} renewed; next: ha-cluster bundle, then install one host at a time`
      : `${cluster}: nothing to do, nothing ends within this time`,
  ].join('\n');
}

/** The calendar, and what is wrong. */
export function checkText({ calendar, problems, open }: CheckReport): string {
  return [...calendarTable(calendar), ...(problems.length + open.length > 0 ? [''] : []), ...problems.map(problemLine), ...open].join('\n');
}

/** What is wrong, in one line; undefined if nothing is. */
export function verdict({ cluster, calendar, problems, open }: CheckReport): string | undefined {
  const count = (state: Entry['state']) => calendar.filter((entry) => entry.state === state).length;
  const said = [
    [count('expired'), 'expired'],
    [count('due'), 'due'],
    [problems.length, 'not as planned'],
    [open.length, 'open to others'],
  ].filter(([number]) => (number as number) > 0);
  return said.length === 0 ? undefined : `${cluster}: ${said.map((pair) => pair.join(' ')).join(', ')}`;
}

function writtenTable(written: Issued[]): string[] {
  return table(['SECRET', 'HOST', 'WHY'], written.map(({ kind, name, host, reason }) => [`${kind}/${name}`, host ?? '-', reason]));
}

function calendarTable(calendar: Calendar): string[] {
  const rows = calendar.map((entry) => [
    day(new Date(entry.notAfter)),
    String(entry.daysLeft),
    entry.state === 'good' ? '' : entry.state.toUpperCase(),
    `${entry.kind}/${entry.name}`,
    entry.host ?? '-',
    consequences(entry, calendar),
  ]);
  return table(['ENDS', 'DAYS', '', 'SECRET', 'HOST', 'WHEN IT CHANGES'], rows);
}

/** As in `kube-apiserver reloads; kubelet.service restarts`. */
function consequences({ name, ca, host, uses }: Entry, calendar: Calendar): string {
  const signed = calendar.filter(({ issuer }) => issuer === name).length;
  const said = [...new Set(uses.map(({ by, onChange }: Use) => `${by} ${onChange}`))].sort();
  const unread = ca ? [] : [host === undefined ? 'operators take the new one' : 'nothing: it is used by hand'];
  return [...(ca ? [`${signed} signed by it`] : []), ...(said.length > 0 ? said : unread)].join('; ');
}
