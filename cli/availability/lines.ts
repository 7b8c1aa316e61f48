/** Columns of text for people: it fits beside a code review, and in a terminal of common width. */
export const WIDTH = 110;

/**
 * A paragraph in lines.
 *
 * @param text words and single spaces; a word that is longer than a line stays whole
 * @param first what the first line begins with
 * @param indent what the others begin with; as many spaces as `first` is long unless it is given
 * @param width columns
 */
export function wrap(text: string, first = '', indent = ' '.repeat(first.length), width = WIDTH): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/)) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      [line, empty] = [indent, true];
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line.trimEnd()];
}

/** `1 host`, `2 hosts`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Control characters, line breaks of Unicode, and marks that turn the direction of text. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Text from YAML on one line: what would move the cursor or start a line of its own is shown as it would be in JSON. */
export function oneLine(text: string): string {
  return text.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
