import { Change, ClusterDiff, SECTIONS, Step } from '../../lib/availability/diff';
import { code, details, escapeMarkdown, fitting } from '../availability/markdown';
import { Block, blocksOf, byHosts, subjectBefore } from './groups';
import { summaryOf } from './summary';
import { SECTION_TITLES, shortened } from './words';

/** More lines than these in one part are counted: a comment is for what a reviewer can read. */
const MOST_LINES = 80;

/** Lines that fit into a comment together or not at all. */
const PART = 20;

/** The differences as the text of a comment on a pull request: what matters first, the rest folded; empty where there are none. */
export function diffMarkdown(diffs: ClusterDiff[]): string {
  return diffs.length === 0 ? '' : fitting([...diffs.flatMap(summary), ...diffs.flatMap(folded)]);
}

/** The head, then what must not be missed, in parts that are small enough to fit one by one. */
function summary(diff: ClusterDiff): string[][] {
  const dangers = diff.changes.filter(({ severity }) => severity === 'danger');
  const availability = diff.changes.filter(({ severity, section }) => severity !== 'danger' && section === 'availability');
  const sign = diff.worse ? '🔻' : dangers.length > 0 ? '⚠️' : '🔹';
  const lines = [
    ...cut(blocksOf(dangers, true).flatMap(dangerLines)),
    ...cut(blocksOf(availability).flatMap(({ texts }) => texts.map((text) => `- ${plain(text)}`))),
  ];
  const parts = Array.from({ length: Math.ceil(lines.length / PART) }, (_, index) => lines.slice(index * PART, (index + 1) * PART));
  return [[`### ${sign} ${plain(diff.cluster)}: ${plain(summaryOf(diff))}`], ...parts];
}

function dangerLines(block: Block): string[] {
  const where = block.hosts.length > 0 ? `${block.hosts.map(plain).join(', ')}: ` : '';
  const effect = block.effect === undefined ? '' : ` (${plain(block.effect)})`;
  return block.texts.map((text) => `- **Danger** ${where}${plain(subjectBefore(block, text) + text)}${effect}`);
}

function folded(diff: ClusterDiff): string[][] {
  const others = diff.changes.filter(({ severity, section }) => severity !== 'danger' && section !== 'availability');
  const order = diff.steps.length > 0 ? [details(`${plain(diff.cluster)}: order of the roll`, cut(diff.steps.flatMap(stepLines)))] : [];
  const sections = SECTIONS.flatMap((section) => sectionParts(diff, section, others));
  return [...sections, ...order];
}

/** One part for each group of hosts, so that one of them that is long does not keep the others out. */
function sectionParts(diff: ClusterDiff, section: Change['section'], changes: Change[]): string[][] {
  const own = changes.filter((change) => change.section === section);
  return byHosts(blocksOf(own)).map(({ hosts, blocks }) => {
    const where = hosts.length > 0 ? `: ${hosts.join(', ')}` : '';
    return details(`${plain(diff.cluster)}: ${SECTION_TITLES[section]}${plain(where)}`, cut(blocks.flatMap(blockLines)));
  });
}

function blockLines(block: Block): string[] {
  const { subject, effect, texts } = block;
  if (effect === undefined) return texts.map((text) => `- ${plain(subjectBefore(block, text) + text)}`);
  return [`- **${plain(subject)}**: ${plain(effect)}`, ...texts.map((text) => `  - ${plain(text)}`)];
}

function stepLines({ text, details: more, command }: Step, index: number): string[] {
  return [`${index + 1}. ${plain(text)}${command === undefined ? '' : `<br>${code(command)}`}`, ...more.map((detail) => `   - ${plain(detail)}`)];
}

function cut(lines: string[]): string[] {
  const left = lines.length - MOST_LINES;
  return left > 0 ? [...lines.slice(0, MOST_LINES), `- … and ${left} more lines: \`--format text\` shows all.`] : lines;
}

function plain(text: string): string {
  return escapeMarkdown(shortened(text));
}
