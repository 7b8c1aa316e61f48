import { grouped } from '../../availability/groups';
import { ranges } from '../../check/cis-coverage';
import { fixOf, groupAccepted, groupFindings } from '../../check/findings';
import { isError } from '../../check/judgement';
import { CheckReport } from '../../check/report';
import { markup, Markup } from '../html';
import { section, table } from '../parts';

/** Findings, what is accepted and why, and how far the CIS benchmark is answered. */
export function rulesSection({ judgement, cis, notAsked, unread }: CheckReport): Markup {
  const findings = groupFindings(judgement.open);
  const accepted = groupAccepted(judgement.accepted);
  return section(
    'rules',
    'Rules',
    markup`<h3>Findings</h3>`,
    findings.length === 0
      ? markup`<p>None of ${judgement.rules.length} rules finds anything that is not accepted.</p>`
      : table(
        'Findings',
        ['Rule', 'Place', 'Got', 'Allowed', 'Why and how to fix it'],
        findings.map(({ finding, place, hosts }) => [
          markup`<span class="id">${finding.rule.id}</span><br><b class="${isError(finding) ? 'error' : 'warning'}">${isError(finding) ? 'error' : 'warning'}</b>`,
          [place, hosts.length > 0 && markup` <small>on ${hosts.join(', ')}</small>`],
          finding.got,
          finding.allowed,
          markup`${finding.rule.cause}. <b>Fix:</b> ${fixOf(finding)}`,
        ]),
      ),
    accepted.length > 0 &&
      markup`<h3>Accepted by the description</h3>${table(
        'Accepted findings',
        ['Rule', 'Hosts', 'Reason'],
        accepted.map(({ rule, hosts, reason }) => [rule, hosts.join(', ') || 'the cluster', reason]),
      )}`,
    markup`<h3>CIS Kubernetes benchmark</h3>`,
    cisTable(cis),
    unread.length > 0 && markup`<h3>Not read</h3>${unreadTable(unread)}`,
    notAsked.length > 0 && markup`<h3>Not asked, because files of hosts do not answer it</h3>${notAskedTable(notAsked)}`,
  );
}

function cisTable({ benchmark, passed, accepted, failed, notInFiles }: CheckReport['cis']): Markup {
  const rows: [string, string[]][] = [
    ['pass', passed],
    ['accepted with a reason', accepted],
    ['fail', failed],
    ['only a running host or a person can say (ha-cluster rehearse cis)', notInFiles],
  ];
  return table(
    `Checks of ${benchmark}`,
    [`${benchmark}, sections 1 to 4`, 'Checks', 'Numbers'],
    rows.map(([name, numbers]) => [name, numbers.length, ranges(numbers) || 'none']),
  );
}

/** Files that were looked for: what depends on them is unknown. */
function unreadTable(unread: CheckReport['unread']): Markup {
  return table(
    'Files that could not be read',
    ['Host', 'File', 'Why'],
    unread.map(({ host, path, problem }) => [host, path, problem]),
  );
}

function notAskedTable(notAsked: CheckReport['notAsked']): Markup {
  return table(
    'Rules that were not asked',
    ['Rules', 'Why'],
    grouped(notAsked, ({ reason }) => reason).map((group) => [group.map(({ rule }) => rule.id).join(', '), group[0]!.reason]),
  );
}
