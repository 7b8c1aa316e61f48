import { oneLine } from './lines';

/** GitHub refuses comments of more than 65,536 characters; what a workflow adds must fit, too. */
export const COMMENT_LIMIT = 60_000;

/** Characters of HTML. */
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text within a line of markdown: nothing in it is markup, HTML, a link, a mention or a reference to an issue.
 *
 * @param text from anywhere; put on one line, because a line break ends a table cell
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[&<>]/g, (character) => ENTITIES[character]!)
    .replace(/[\\`*_{}[\]()!|~$]/g, '\\$&')
    .replace(/[@#](?=\w)/g, '$&\u200b')
    .replace(/\b(https?|ftp):(?=\/\/)/gi, '$1:\u200b')
    .replace(/\bwww\./gi, '$&\u200b');
}

/** Text as code. Backticks in it, and bars that would end a table cell, stay what they are. */
export function code(text: string): string {
  return `<code>${oneLine(text).replace(/[^\w ,;=/-]/g, (character) => `&#${character.codePointAt(0)};`)}</code>`;
}

/**
 * A table.
 *
 * @param head cells that are markdown already
 * @param rows the same
 */
export function tableOf(head: string[], rows: string[][]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** A part that is folded until somebody opens it. */
export function details(summary: string, lines: string[]): string[] {
  return ['<details>', `<summary>${summary}</summary>`, '', ...lines, '', '</details>'];
}

/**
 * Joins parts up to a limit. A part is there as a whole or not at all.
 *
 * @param parts lines each, the most important first
 * @param limit characters
 */
export function fitting(parts: string[][], limit = COMMENT_LIMIT): string {
  const kept: string[] = [];
  let room = limit - 200;
  for (const part of parts) {
    const text = `${part.join('\n')}\n`;
    if (text.length > room) {
      kept.push(`${parts.length - kept.length} of ${parts.length} parts do not fit into a comment; \`--format text\` shows all.\n`);
      break;
    }
    room -= text.length + 1;
    kept.push(text);
  }
  return kept.join('\n');
}
