import { gather, Report } from '../../../cli/report/gather';
import { timelineSection } from '../../../cli/report/sections/failures-section';
import { recoveryLines, summary } from '../../../cli/report/sections/headline';
import { certificatesSection } from '../../../cli/report/sections/inventory';
import { measuredSection } from '../../../cli/report/sections/measured';
import { rulesSection } from '../../../cli/report/sections/rules-section';
import { Tolerance } from '../../../lib/availability/model';
import { RuleLevel } from '../../../lib/cluster/finding';

let report: Report;
beforeAll(async () => {
  report = await gather({ source: { dist: 'dist' }, now: new Date('2026-06-01T00:00:00Z') });
});

/** The cells of a table, a line for each row. */
function rows(html: string): string[] {
  return [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell!.replace(/<[^>]*>/g, '')).join(' | '),
  );
}

const tolerating = (tolerance: Tolerance) => ({ ...report.check, survey: { ...report.check.survey, tolerance } });

test.each<[Tolerance, string]>([
  [{ hosts: 1, apiServers: 1, members: 1, zones: 1 }, 'prod survives the loss of any 1 of 3 hosts of its control plane, and of any 1 of 3 zones.'],
  [{ hosts: 1, apiServers: 1, members: 1, zones: 0 }, 'prod survives the loss of any 1 of 3 hosts of its control plane, and not of every zone.'],
  [{ hosts: 2, apiServers: 2 }, 'prod survives the loss of any 2 of 3 hosts of its control plane; its zones are unknown.'],
  [{ hosts: 0, apiServers: 0, members: 0, zones: 0 }, 'prod does not survive the loss of every single host of its control plane.'],
])('the main fact in one sentence: %j', (tolerance, said) => {
  expect(summary(tolerating(tolerance))).toBe(said);
});

test('without any interruption there is no time to say, and no timeline', () => {
  const survey = { ...report.check.survey, recoveries: [] };
  expect(recoveryLines({ ...report.check, survey })[0]).toBe('API: not interrupted after any single failure that is survived');
  expect(timelineSection(survey).text).toContain('No single failure that is survived interrupts anything.');
});

test('the calendar says what has ended and what ends soon', () => {
  const endings = [
    { name: 'Certificate/a', host: 'cp-1', notAfter: '2026-05-31T10:00:00.000Z', daysLeft: -1, state: 'ended' },
    { name: 'Certificate/b', notAfter: '2026-06-20T10:00:00.000Z', daysLeft: 19, state: 'soon' },
    { name: 'Certificate/c', host: 'cp-2', notAfter: '2027-06-01T10:00:00.000Z', daysLeft: 365, state: 'later' },
  ] as const;
  const certificates = { ...report.check.certificates, endings: [...endings] };
  const { text } = certificatesSection({ ...report, day: '2026-06-01', check: { ...report.check, certificates } });
  expect(text).toContain('As of 2026-06-01.');
  expect(rows(text)).toEqual([
    'Ends | Days left | State | Certificate | Host',
    '2026-05-31 | -1 | has ended | Certificate/a | cp-1',
    '2026-06-20 | 19 | ends soon | Certificate/b | the cluster',
    '2027-06-01 | 365 | good | Certificate/c | cp-2',
  ]);
});

test('without secrets the planned validity stands there, and how to get a calendar', () => {
  const { text } = certificatesSection(report);
  expect(text).toContain('give <code>--secrets FOLDER</code> for a calendar');
  expect(rows(text)[0]).toBe('Kind | Number | Days');
});

test('findings say rule, place, hosts, what was given and the fix, and equal ones stand once', () => {
  const rule = { id: 'HA999', level: RuleLevel.ERROR, title: 't', cause: 'it <breaks>', fix: 'mend it', acknowledgeable: true };
  const open = ['cp-1', 'cp-2'].map((host) => ({ rule, host, path: `${host} haproxy.cfg`, got: '<1>', allowed: '2' }));
  const { text } = rulesSection({ ...report.check, judgement: { ...report.check.judgement, open } });
  expect(rows(text).slice(0, 2)).toEqual([
    'Rule | Place | Got | Allowed | Why and how to fix it',
    'HA999error | haproxy.cfg on cp-1, cp-2 | &lt;1&gt; | 2 | it &lt;breaks&gt;. Fix: mend it',
  ]);
});

test('what was not read and not asked stands there for files of hosts', () => {
  const unread = [{ host: 'cp-1', path: '/etc/x', problem: 'a symbolic link' }];
  const notAsked = report.check.judgement.rules.slice(0, 2).map((rule) => ({ rule, reason: 'nobody knows' }));
  const { text } = rulesSection({ ...report.check, unread, notAsked });
  expect(rows(text).slice(-4)).toEqual([
    'Host | File | Why',
    'cp-1 | /etc/x | a symbolic link',
    'Rules | Why',
    `${notAsked.map(({ rule }) => rule.id).join(', ')} | nobody knows`,
  ]);
});

test('a measurement above its bound is loud, one that is better than predicted is not', () => {
  const base = { service: 'api', runs: 3, least: 100, median: 200, most: 300 } as const;
  const { text } = measuredSection([
    { ...base, failure: 'a lost', bound: 250, beyond: true },
    { ...base, failure: 'b lost', bound: Infinity, beyond: false },
    { ...base, failure: 'c lost', beyond: false },
  ]);
  expect(text).toContain('<p class="alarm" role="note"><b>1 of 3 took longer than the bound.</b>');
  expect(rows(text).slice(1)).toEqual([
    'a lost | new connections to the API | 3 | 100 ms | 200 ms | 300 ms | 250 ms | ✕ longer than the bound',
    'b lost | new connections to the API | 3 | 100 ms | 200 ms | 300 ms | no bound | ✓ within',
    'c lost | new connections to the API | 3 | 100 ms | 200 ms | 300 ms | does not come back | better than predicted',
  ]);
});
