import { haproxyMillis } from './durations';
import { haproxyAddress, HaproxyLine } from './haproxy-words';
import { Unreadable } from './reading';

/** Interval between two health checks where a server says nothing (HAProxy's manual, section 5.2, `inter`). */
export const INTER_MS = 2000;

/** Failed checks after which a server is down (same place, `fall`). */
export const FALL = 3;

/** Successful checks after which a server is up (same place, `rise`). */
export const RISE = 2;

/** One server of a proxy, with what its `default-server` lines and HAProxy's own defaults add. */
export interface HaproxyServer {
  readonly line: number;
  readonly name: string;
  /** The address as it is written, without port. */
  readonly address: string;
  readonly port?: number;
  /** Every parameter that applies, those without a value with an empty one. */
  readonly parameters: ReadonlyMap<string, string>;
  /** It has health checks of its own. */
  readonly checked: boolean;
  /** Its health checks speak TLS, as far as the server line decides. */
  readonly tlsCheck: boolean;
  readonly interMs: number;
  readonly fastInterMs: number;
  readonly downInterMs: number;
  readonly fall: number;
  readonly rise: number;
  /** `backend/server` or `server` whose state it follows instead. */
  readonly track?: string;
  /** It serves only while no other server does. */
  readonly backup: boolean;
  readonly disabled: boolean;
}

/** Parameters of a server line without a value (HAProxy's manual, section 5.2, 2.4 to 3.x); every other one takes one. */
const BARE = new Set(
  [
    'allow-0rtt backup check check-send-proxy check-ssl check-via-socks4 disabled enabled force-sslv3 force-tlsv10 force-tlsv11 force-tlsv12 force-tlsv13',
    'non-stick send-proxy send-proxy-v2 send-proxy-v2-ssl send-proxy-v2-ssl-cn ssl ssl-reuse stick tfo tls-tickets sslv3 tlsv10 tlsv11 tlsv12 tlsv13',
    'agent-check renegotiate quic idle-ping-off strict-maxconn',
  ]
    .join(' ')
    .split(' '),
);

/** The parameters of a `server` or `default-server` line on top of those that applied before it. */
export function serverParameters(words: string[], before: ReadonlyMap<string, string>): Map<string, string> {
  const parameters = new Map(before);
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word.startsWith('no-') && BARE.has(word.slice(3))) parameters.delete(word.slice(3));
    else if (word.startsWith('no-') || BARE.has(word)) parameters.set(word, '');
    else parameters.set(word, words[++index] ?? '');
  }
  if (words.includes('enabled')) parameters.delete('disabled');
  return parameters;
}

/**
 * The servers of a `server` line, or the several ones of a `server-template` line.
 *
 * @param parameters what the `default-server` lines above it set
 */
export function readServers(line: HaproxyLine, parameters: ReadonlyMap<string, string>, unreadable: Unreadable[]): HaproxyServer[] {
  const [keyword = '', name = '', ...rest] = line.words;
  const template = keyword === 'server-template';
  const where = haproxyAddress((template ? rest[1] : rest[0]) ?? '');
  if (name === '' || !where || where.address === '') {
    unreadable.push({ line: line.line, problem: `a ${keyword} line without ${name === '' ? 'a name' : 'a network address'}` });
    return [];
  }
  const merged = serverParameters(rest.slice(template ? 2 : 1), parameters);
  return namesOf(name, template ? (rest[0] ?? '') : '').map((each) => settle(line.line, each, where.address, where.ports?.first, merged, unreadable));
}

/** Templates of more servers than this are not written out; no control plane is that large. */
const TEMPLATE_LIMIT = 100;

function namesOf(name: string, range: string): string[] {
  if (range === '') return [name];
  const [first = '1', last] = range.split('-');
  const [from, to] = last === undefined ? [1, Number(first)] : [Number(first), Number(last)];
  const count = Number.isInteger(from) && Number.isInteger(to) ? Math.min(to - from + 1, TEMPLATE_LIMIT) : 0;
  return Array.from({ length: Math.max(0, count) }, (_, index) => `${name}${from + index}`);
}

function settle(
  line: number,
  name: string,
  address: string,
  port: number | undefined,
  parameters: Map<string, string>,
  unreadable: Unreadable[],
): HaproxyServer {
  const time = (parameter: string, otherwise: number) => {
    const given = parameters.get(parameter);
    const millis = given === undefined ? otherwise : haproxyMillis(given);
    if (millis === undefined) unreadable.push({ line, problem: `server ${name}: ${parameter} ${given} is no time` });
    return millis ?? otherwise;
  };
  const count = (parameter: string, otherwise: number) => {
    const given = parameters.get(parameter);
    if (given === undefined || /^\d{1,9}$/.test(given)) return given === undefined ? otherwise : Number(given);
    unreadable.push({ line, problem: `server ${name}: ${parameter} ${given} is no whole number` });
    return otherwise;
  };
  const interMs = time('inter', INTER_MS);
  const elsewhere = parameters.has('port') || parameters.has('addr');
  const track = parameters.get('track');
  return {
    line,
    name,
    address,
    ...(port === undefined ? {} : { port }),
    parameters,
    checked: parameters.has('check'),
    // `ssl` covers the checks too, unless these go to another port or address (section 5.2, `check-ssl`).
    tlsCheck: parameters.has('check-ssl') || (parameters.has('ssl') && !elsewhere && !parameters.has('no-check-ssl')),
    interMs,
    fastInterMs: time('fastinter', interMs),
    downInterMs: time('downinter', interMs),
    fall: count('fall', FALL),
    rise: count('rise', RISE),
    ...(track === undefined ? {} : { track }),
    backup: parameters.has('backup'),
    disabled: parameters.has('disabled'),
  };
}
