import { CLIENTS, ClusterModel, millisOf, Survey, Time } from '../../../lib/availability/model';
import { showMillis } from '../../availability/times';
import { recoveryGroups } from '../../check/words';
import { Content, markup, join, Markup } from '../html';
import { COLUMN_TITLES } from '../matrix/cells';
import { chainList } from '../matrix/chain-view';
import { Chains, isNothing, simplified } from '../matrix/chains';
import { pairsOf, pairsTable } from '../matrix/pairs';
import { sectionsOf } from '../matrix/rows';
import { legend, matrixTable } from '../matrix/table';
import { section } from '../parts';
import { timelineTable } from '../timeline';

/** The failure matrix with its chains, and pairs of losses. */
export function failuresSection(model: ClusterModel, survey: Survey): Markup {
  const chains = new Chains();
  const matrix = matrixTable(sectionsOf([...survey.singles, ...survey.certificates]), chains);
  const pairs = pairsOf(model);
  return join([
    section('failures', 'What one failure does', legend(), matrix, chainList(chains)),
    pairs.length > 0 ? section('pairs', 'What two losses at once do', markup`<div class="side-by-side">${pairs.map(pairsTable)}</div>`) : '',
  ]);
}

/** What follows after the failure that takes the API away for longest, term by term. */
export function timelineSection(survey: Survey): Markup {
  const group = recoveryGroups(survey).find(({ recovery }) => recovery.service === 'api') ?? recoveryGroups(survey)[0];
  const assessment = group && survey.singles.find(({ failures }) => failures[0] === group.recovery.failure);
  if (!group || !assessment)
    return section('timeline', 'Timeline of the worst failure', markup`<p>No single failure that is survived interrupts anything.</p>`);
  const lanes = merged([
    ...CLIENTS.flatMap((client) => {
      const answer = assessment.clients.find((each) => each.client === client);
      return answer && answer.writes !== 'no' ? [{ name: `API for ${COLUMN_TITLES[client].title.toLowerCase()}`, time: answer.interruption }] : [];
    }),
    ...(assessment.controllers.acts ? [{ name: 'controllers', time: assessment.controllers.interruption }] : []),
    ...(assessment.scheduler.acts ? [{ name: 'scheduler', time: assessment.scheduler.interruption }] : []),
  ]);
  return section(
    'timeline',
    'Timeline of the worst failure',
    markup`<p><b>${group.failure}</b>: of all single failures that are survived, the API is away for longest after this one. Dark bars decide, pale ones run beside them, dashed ones are not waited for.</p>`,
    lanes.map(({ name, time }) => markup`<h3>${capital(name)}: ${inAll(time)}</h3>${timelineTable(name, time)}`),
  );
}

interface Lane {
  readonly name: string;
  readonly time: Time;
}

/** Lanes with the same terms are one. What is not interrupted has none. */
function merged(lanes: Lane[]): Lane[] {
  const groups = new Map<string, Lane[]>();
  for (const { name, time } of lanes) {
    const short = simplified(time);
    if (isNothing(short)) continue;
    const key = JSON.stringify(short);
    groups.set(key, [...(groups.get(key) ?? []), { name, time: short }]);
  }
  return [...groups.values()].map((group) => ({ name: group.map(({ name }) => name).join(', '), time: group[0]!.time }));
}

function inAll(time: Time): Content {
  const millis = millisOf(time);
  return Number.isFinite(millis) ? `at most ${showMillis(millis)}` : 'no bound';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
