import { Change, ClusterDiff, SECTIONS, Step } from '../../lib/availability/diff';
import { oneLine, wrap } from '../availability/lines';
import { Block, blocksOf, byHosts, subjectBefore } from './groups';
import { summaryOf } from './summary';
import { SECTION_TITLES, shortened } from './words';

/** The differences for people; empty where there are none. */
export function diffText(diffs: ClusterDiff[]): string {
  return diffs.map(clusterText).join('\n\n');
}

function clusterText(diff: ClusterDiff): string {
  const dangers = diff.changes.filter(({ severity }) => severity === 'danger');
  const others = diff.changes.filter(({ severity }) => severity !== 'danger');
  const parts = [
    [`${diff.cluster}: ${summaryOf(diff)}`],
    ...(dangers.length > 0 ? [['Danger', ...dangerLines(dangers)]] : []),
    ...SECTIONS.map((section) =>
      sectionLines(
        SECTION_TITLES[section],
        others.filter((change) => change.section === section),
      ),
    ),
    ...(diff.steps.length > 0 ? [['Order', ...diff.steps.flatMap(stepLines)]] : []),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function dangerLines(changes: Change[]): string[] {
  return blocksOf(changes, true).flatMap((block) => {
    const where = block.hosts.length > 0 ? `${block.hosts.join(', ')}: ` : '';
    return block.texts.flatMap((text) =>
      paragraph(`${where}${subjectBefore(block, text)}${text}${block.effect === undefined ? '' : ` (${block.effect})`}`, '  - '),
    );
  });
}

function sectionLines(title: string, changes: Change[]): string[] {
  if (changes.length === 0) return [];
  return [
    title,
    ...byHosts(blocksOf(changes)).flatMap(({ hosts, blocks }) => {
      const indent = hosts.length > 0 ? '    ' : '  ';
      return [...(hosts.length > 0 ? wrap(hosts.join(', '), '  ') : []), ...blocks.flatMap((block) => blockLines(block, indent))];
    }),
  ];
}

function blockLines(block: Block, indent: string): string[] {
  if (block.effect === undefined) return block.texts.flatMap((text) => paragraph(`${subjectBefore(block, text)}${text}`, `${indent}- `));
  return [...paragraph(`${block.subject}: ${block.effect}`, indent), ...block.texts.flatMap((text) => paragraph(text, `${indent}  - `))];
}

function stepLines({ text, details, command }: Step, index: number): string[] {
  return [
    ...paragraph(text, `  ${`${index + 1}.`.padEnd(4)}`),
    ...(command === undefined ? [] : paragraph(`$ ${command}`, '      ')),
    ...details.flatMap((detail) => paragraph(detail, '      - ')),
  ];
}

function paragraph(text: string, first: string): string[] {
  return wrap(oneLine(shortened(text)), first);
}
