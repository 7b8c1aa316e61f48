import { Unreadable } from './reading';

/** One line of a keepalived configuration, with the block in braces that belongs to it. */
export interface KeepalivedNode {
  /** Counted from 1. */
  readonly line: number;
  readonly words: string[];
  readonly block?: KeepalivedNode[];
}

interface Token {
  readonly line: number;
  readonly text: string;
  /** A quoted `{` is a word, a plain one a brace. */
  readonly quoted: boolean;
}

/** Lines that only the running keepalived can decide: conditions, variables, sequences, other files. */
const UNDECIDED = /^(@|\$|~SEQ|include)/;

/**
 * Cuts a configuration into lines and blocks.
 *
 * `!` and `#` begin a comment anywhere outside quotes, unless a backslash stands before them; a backslash at its end continues a line.
 */
export function keepalivedBlocks(content: string, unreadable: Unreadable[]): KeepalivedNode[] {
  const top: KeepalivedNode[] = [];
  const open: { readonly line: number; readonly nodes: KeepalivedNode[] }[] = [{ line: 0, nodes: top }];
  let words: Token[] = [];
  const end = () => {
    const [first] = words;
    if (first && UNDECIDED.test(first.text) && !first.quoted)
      unreadable.push({ line: first.line, problem: `${first.text}: only the keepalived that reads it can decide this` });
    else if (first) open.at(-1)?.nodes.push({ line: first.line, words: words.map((word) => word.text) });
    words = [];
  };
  for (const line of joined(content)) {
    for (const token of tokens(line, unreadable)) {
      if (token.quoted || (token.text !== '{' && token.text !== '}')) words.push(token);
      else if (token.text === '{') {
        end();
        const { nodes } = open.at(-1) ?? { nodes: top };
        const before = nodes.at(-1);
        const owner = before && !before.block ? before : { line: token.line, words: [] };
        const block: KeepalivedNode[] = [];
        nodes.splice(owner === before ? nodes.length - 1 : nodes.length, 1, { ...owner, block });
        open.push({ line: token.line, nodes: block });
      } else {
        end();
        if (open.length > 1) open.pop();
        else unreadable.push({ line: token.line, problem: 'a closing brace without an opening one' });
      }
    }
    end();
  }
  for (const block of open.slice(1)) unreadable.push({ line: block.line, problem: 'a brace is not closed' });
  return top;
}

function joined(content: string): { line: number; text: string }[] {
  const lines: { line: number; text: string }[] = [];
  let continued = false;
  for (const [index, raw] of content.split('\n').entries()) {
    const line = raw.replace(/\r$/, '');
    const more = /(^|[^\\])(\\\\)*\\$/.test(line) && !/^[^"]*[!#]/.test(line);
    const text = more ? line.slice(0, -1) : line;
    const last = lines.at(-1);
    if (continued && last) last.text += text;
    else lines.push({ line: index + 1, text });
    continued = more;
  }
  return lines;
}

function tokens({ line, text }: { line: number; text: string }, unreadable: Unreadable[]): Token[] {
  const found: Token[] = [];
  const pattern = /\s+|"([^"]*)("?)|'([^']*)'|([!#])|([{}])|((?:\$\{[^}]*\}|\\.|[^\s"!#{}\\]|\\)+)/gy;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, double, close, single, comment, brace, word] = match;
    if (comment !== undefined) break;
    if (double !== undefined && close === '') unreadable.push({ line, problem: 'a quote is not closed' });
    if (double !== undefined || single !== undefined) found.push({ line, text: double ?? single ?? '', quoted: true });
    else if (brace !== undefined) found.push({ line, text: brace, quoted: false });
    else if (word !== undefined) found.push({ line, text: word.replace(/\\([!#])/g, '$1'), quoted: false });
  }
  return found;
}
