import { showMillis } from '../../availability/times';
import { SERVICE_WORDS } from '../../check/words';
import { markup, Markup } from '../html';
import { section, table } from '../parts';
import { Compared } from '../rehearsal/compare';

/** What was measured, beside what was computed. */
export function measuredSection(measured: Compared[]): Markup {
  const beyond = measured.filter((each) => each.beyond).length;
  return section(
    'measured',
    'Measured beside predicted',
    beyond > 0
      ? markup`<p class="alarm" role="note"><b>${beyond} of ${measured.length} took longer than the bound.</b> Either the model or the measurement is wrong: find out which before you trust either.</p>`
      : markup`<p>None of ${measured.length} measurements took longer than its bound.</p>`,
    table(
      'Measured beside predicted',
      ['Failure', 'Service', 'Runs', 'Least', 'Median', 'Most', 'Bound', 'Verdict'],
      measured.map(({ failure, service, runs, least, median, most, bound, beyond: over }) => [
        failure,
        SERVICE_WORDS[service],
        runs,
        showMillis(least),
        showMillis(median),
        showMillis(most),
        bound === undefined ? 'does not come back' : showMillis(bound),
        verdict(over, bound),
      ]),
    ),
  );
}

function verdict(beyond: boolean, bound: number | undefined): Markup | string {
  if (beyond) return markup`<b class="error">✕ longer than the bound</b>`;
  return bound === undefined ? 'better than predicted' : '✓ within';
}
