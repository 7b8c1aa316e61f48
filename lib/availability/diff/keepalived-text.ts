import { KeepalivedNode, keepalivedBlocks } from '../read/keepalived-blocks';
import { LineRules, sectionTexts, TextSection } from './lines';

/** Blocks that list things: each line is one of them, and their order means nothing. */
const LISTS = /(unicast_peer|virtual_ipaddress|virtual_ipaddress_excluded|track_script|track_interface|track_process)$/;

const RULES: LineRules = {
  keyOf: (line, section) => (LISTS.test(section) ? undefined : line.split(' ')[0]),
  unordered: () => true,
};

/** How two configurations of keepalived differ, a phrase each; none where only comments and layout do. */
export function keepalivedTexts(before: string, after: string): string[] {
  return sectionTexts(sectionsOf(before), sectionsOf(after), RULES);
}

function sectionsOf(content: string): TextSection[] {
  const unreadable: { line: number; problem: string }[] = [];
  const found = sectionsBelow('', keepalivedBlocks(content, unreadable));
  const lines = content.split('\n');
  // Conditions and includes are no lines of any block; they still differ or do not.
  const undecided = unreadable.map(({ line }) => (lines[line - 1] ?? '').trim());
  return undecided.length > 0 ? [...found, { name: 'lines that only keepalived can decide', lines: undecided }] : found;
}

function sectionsBelow(name: string, nodes: KeepalivedNode[]): TextSection[] {
  const own = nodes.filter((node) => !node.block).map((node) => node.words.join(' '));
  const inner = nodes.flatMap((node) => (node.block ? sectionsBelow([name, node.words.join(' ')].filter(Boolean).join(', '), node.block) : []));
  return own.length > 0 || name !== '' ? [{ name, lines: own }, ...inner] : inner;
}
