/** One line of an HAProxy configuration, cut into words. */
export interface HaproxyLine {
  /** Counted from 1. */
  readonly line: number;
  readonly words: string[];
}

const NAMED: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t' };

/**
 * Cuts one line into words by HAProxy's rules for quotes, backslashes and comments (its manual, section 2.2).
 *
 * A backslash before an ordinary character stays (tried on 2.6), nothing is special in single quotes, and no line continues on the next one.
 * Variables in double quotes stay as they are written: only the host knows them.
 *
 * @returns the words; undefined where a quote is not closed
 */
export function haproxyWords(line: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let index = 0; index < line.length; index++) {
    const letter = line[index] ?? '';
    if (quote === "'") {
      if (letter === "'") quote = '';
      else word = (word ?? '') + letter;
    } else if (letter === '\\') {
      const [meant, length] = escaped(line.slice(index));
      word = (word ?? '') + meant;
      index += length - 1;
    } else if (letter === quote) {
      quote = '';
    } else if (quote === '' && (letter === '"' || letter === "'")) {
      quote = letter;
      word ??= '';
    } else if (quote === '' && letter === '#') {
      break;
    } else if (quote === '' && /\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + letter;
    }
  }
  if (quote !== '') return undefined;
  if (word !== undefined) words.push(word);
  return words;
}

/** What stands for the text that a backslash begins, and how many characters of the line it takes. */
function escaped(tail: string): [string, number] {
  const next = tail[1] ?? '';
  const hex = /^\\x([0-9a-fA-F]{2})/.exec(tail);
  if (hex) return [String.fromCharCode(parseInt(hex[1] ?? '', 16)), 4];
  if (NAMED[next] !== undefined) return [NAMED[next], 2];
  return next !== '' && ' \t#\\\'"$'.includes(next) ? [next, 2] : ['\\', 1];
}

/** An address of a `bind` or `server` line. */
export interface HaproxyAddress {
  /** An address or a name; `*` for every IPv4 address, `::` for every IPv6 address. */
  readonly address: string;
  /** First and last port; undefined where none is given. */
  readonly ports?: { readonly first: number; readonly last: number };
}

/** Reads `10.0.0.11:6443`, `*:8443`, `:8443`, `[fd00::1]:6443`, `fd00::1:6443`; undefined for sockets that are no network address. */
export function haproxyAddress(given: string): HaproxyAddress | undefined {
  if (/^(unix|abns|abnsz|fd|sockpair|rhttp|quic[46]|udp[46]?)@/.test(given) || given.startsWith('/')) return undefined;
  const plain = given.replace(/^(ipv4|ipv6|tcp|tcp4|tcp6|mptcp|mptcp4|mptcp6)@/, '');
  const match = /^\[([^\]]*)\](?::(\d{1,5})(?:-(\d{1,5}))?)?$/.exec(plain) ?? /^(.*):(\d{1,5})(?:-(\d{1,5}))?$/.exec(plain);
  const host = match ? (match[1] ?? '') : plain;
  const address = host === '' || host === '0.0.0.0' ? '*' : host;
  return match?.[2] === undefined ? { address } : { address, ports: { first: Number(match[2]), last: Number(match[3] ?? match[2]) } };
}
