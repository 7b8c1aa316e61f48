import { SOON_DAYS } from '../../check/certificates';
import { CheckReport } from '../../check/report';
import { Report } from '../gather';
import { markup, Markup } from '../html';
import { section, table } from '../parts';

/** Versions by host and component. */
export function versionsSection({ versions: { components, rows } }: Report): Markup {
  return section(
    'versions',
    'Versions',
    table(
      'Versions by host',
      ['Hosts', ...components],
      rows.map((row) => [row.hosts.join(', '), ...components.map((component) => row.components[component] ?? '–')]),
    ),
  );
}

const STATES = { ended: 'has ended', soon: 'ends soon', later: 'good' } as const;

/** When certificates end, or for how long they are planned. */
export function certificatesSection({ check, day }: Report): Markup {
  const { endings, planned } = check.certificates;
  if (endings === undefined)
    return section(
      'certificates',
      'Certificates',
      markup`<p>Nobody looked when certificates end: give <code>--secrets FOLDER</code> for a calendar. This is how long they are planned to be valid.</p>`,
      plannedTable(planned),
    );
  return section(
    'certificates',
    'Certificates',
    markup`<p>As of ${day ?? 'now'}. What ends within ${SOON_DAYS} days ends soon.</p>`,
    table(
      'Certificate calendar',
      ['Ends', 'Days left', 'State', 'Certificate', 'Host'],
      endings.map(({ notAfter, daysLeft, state, name, host }) => [
        notAfter.slice(0, 10),
        daysLeft,
        state === 'later' ? STATES[state] : markup`<b class="${state === 'ended' ? 'error' : 'warning'}">${STATES[state]}</b>`,
        name,
        host ?? 'the cluster',
      ]),
    ),
  );
}

function plannedTable(planned: CheckReport['certificates']['planned']): Markup | string {
  if (planned.length === 0) return markup`<p>These files plan none.</p>`;
  return table(
    'Planned validity',
    ['Kind', 'Number', 'Days'],
    planned.map(({ kind, count, days }) => [kind, count, days.join(', ')]),
  );
}
