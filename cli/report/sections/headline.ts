import { ClusterModel, millisOf, Recovery, Survey } from '../../../lib/availability/model';
import { count } from '../../availability/lines';
import { showMillis } from '../../availability/times';
import { groupAccepted } from '../../check/findings';
import { CheckReport, problemsOf } from '../../check/report';
import { clientWords, recoveryGroups, shapeOf, toleranceRows } from '../../check/words';
import { Report, recoveryOf } from '../gather';
import { Content, markup, Markup } from '../html';

/** What matters most, for people who read nothing else. */
export function headline(report: Report): Markup {
  const { check } = report;
  const tiles: Content[] = [
    toleranceTile(check),
    recoveryTile(check, 'api', 'API is back within'),
    recoveryTile(check, 'controllers', 'Controllers act again within'),
    findingsTile(check),
  ];
  return markup`<section id="headline" aria-label="In short"><p class="lead">${summary(check)}</p><p class="shape">${shapeOf(check.model)}</p><div class="tiles">${tiles}</div></section>\n`;
}

/** The main facts in one sentence. */
export function summary({ cluster, model, survey }: CheckReport): string {
  const { hosts, zones } = survey.tolerance;
  if (hosts === 0) return `${cluster} does not survive the loss of every single host of its control plane.`;
  return `${cluster} survives the loss of any ${of(hosts, 'host', planeOf(model))} of its control plane${zoneWords(zones, model)}.`;
}

/** How fast things are back, in one line each. */
export function recoveryLines(check: CheckReport): string[] {
  const line = (name: string, recovery: Recovery | undefined) =>
    `${name}: ${recovery ? boundText(recovery) : 'not interrupted'} after any single failure that is survived`;
  return [line('API', recoveryOf(check.survey, 'api')), line('controllers', recoveryOf(check.survey, 'controllers'))];
}

/** As in `1 error, 2 rules accepted`; what is the same on several hosts counts once. */
export function findingsText(check: CheckReport): string {
  const { errors, warnings, unread } = problemsOf(check);
  const accepted = groupAccepted(check.judgement.accepted).length;
  const said = [...(errors > 0 ? [count(errors, 'error')] : []), ...(warnings > 0 ? [count(warnings, 'warning')] : []), ...(unread > 0 ? [`${unread} unread`] : [])];
  return `${said.join(', ') || 'no findings'}${accepted > 0 ? `, ${count(accepted, 'rule')} accepted` : ''}`;
}

function planeOf({ hosts }: ClusterModel): number {
  return hosts.filter(({ apiServer, etcd }) => apiServer || etcd).length;
}

function of(number: number, one: string, all: number): string {
  return `${number} of ${count(all, one)}`;
}

function zoneWords(zones: number | undefined, model: ClusterModel): string {
  const all = new Set(model.hosts.map(({ zone }) => zone)).size;
  if (zones === undefined) return '; its zones are unknown';
  return zones === 0 ? ', and not of every zone' : `, and of any ${of(zones, 'zone', all)}`;
}

function boundText({ time }: Recovery): string {
  const millis = millisOf(time);
  return Number.isFinite(millis) ? `at most ${showMillis(millis)}` : 'no bound';
}

function toleranceTile({ model, survey }: CheckReport): Markup {
  const { hosts, zones } = survey.tolerance;
  const rows = toleranceRows(model, survey.tolerance);
  return tile(
    hosts > 0 ? 'good' : 'bad',
    'Tolerates the loss of',
    `${count(hosts, 'host')}${zones === undefined ? '' : `, ${count(zones, 'zone')}`}`,
    markup`<dl>${rows.map(({ what, answer }) => markup`<div><dt>${what}</dt><dd>${answer}</dd></div>`)}</dl>`,
  );
}

function recoveryTile({ survey }: CheckReport, service: 'api' | 'controllers', title: string): Markup {
  const group = recoveryGroups(survey as Survey).find(({ recovery }) => recovery.service === service);
  if (!group) return tile('good', title, 'no wait', 'no single failure that is survived interrupts it');
  const millis = millisOf(group.recovery.time);
  const whom = group.recovery.client ? `, for ${clientWords(group.recovery.client)}` : '';
  return tile(Number.isFinite(millis) ? 'plain' : 'bad', title, showMillis(millis), `after ${group.failure}${whom}`);
}

function findingsTile(check: CheckReport): Markup {
  const { errors, warnings } = problemsOf(check);
  const kind = errors > 0 ? 'bad' : warnings > 0 ? 'warn' : 'good';
  return tile(
    kind,
    'Findings',
    errors + warnings === 0 ? 'none' : String(errors + warnings),
    markup`${findingsText(check)}; <a href="#rules">see rules</a>`,
  );
}

function tile(kind: 'good' | 'plain' | 'warn' | 'bad', title: string, value: string, below: Content): Markup {
  return markup`<div class="tile ${kind}"><h3>${title}</h3><p class="value">${value}</p><div class="below">${below}</div></div>`;
}
