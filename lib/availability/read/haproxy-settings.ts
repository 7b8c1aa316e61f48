import { haproxyMillis } from './durations';
import { serverParameters } from './haproxy-server';
import { HaproxyLine } from './haproxy-words';
import { Unreadable } from './reading';

/** What a health check of a proxy asks. */
export interface HaproxyCheck {
  /** The option that decides: `httpchk`, `tcp-check`, …; undefined for a plain connection. */
  readonly option?: string;
  readonly method: string;
  readonly uri: string;
  /** The connection of the check itself speaks TLS (`http-check connect ssl`). */
  readonly tls: boolean;
  /** The words of each `http-check expect` after `expect`. */
  readonly expects: string[][];
}

/** What a defaults section sets and a proxy section starts from. */
export interface HaproxySettings {
  mode: string;
  options: Set<string>;
  timeouts: Map<string, number>;
  server: Map<string, string>;
  /** How often a failed connection is tried again. */
  retries: number;
  /** The number after `option redispatch`. */
  redispatchAfter: number;
  /** The algorithm that chooses a server. */
  balance: string;
  check: HaproxyCheck;
  monitorUri?: string;
  monitorFails: string[];
  uses: string[];
  fallback?: string;
}

/** `option redispatch` without a number: on the last retry (HAProxy's manual, section 4.2). */
const LAST_RETRY = -1;

/** Options that say what a health check asks; the last one counts. */
const CHECK_OPTIONS = [
  'httpchk',
  'tcp-check',
  'ssl-hello-chk',
  'smtpchk',
  'pgsql-check',
  'mysql-check',
  'redis-check',
  'ldap-check',
  'spop-check',
  'external-check',
];

/** Applies a line that may stand in a defaults section as well as in a proxy. */
export function apply(settings: HaproxySettings, { line, words }: HaproxyLine, unreadable: Unreadable[]): void {
  const [keyword = '', name = '', ...rest] = words;
  if (keyword === 'mode') settings.mode = name;
  else if (keyword === 'timeout') {
    const millis = haproxyMillis(rest[0] ?? '');
    if (millis === undefined) unreadable.push({ line, problem: `timeout ${name} ${rest[0] ?? ''} is no time` });
    else settings.timeouts.set(name, millis);
  } else if (keyword === 'option') applyOption(settings, name, rest);
  else if (keyword === 'no' && name === 'option') settings.options.delete(rest[0] ?? '');
  else if (keyword === 'balance') settings.balance = name;
  else if (keyword === 'retries') settings.retries = /^\d{1,9}$/.test(name) ? Number(name) : settings.retries;
  else if (keyword === 'default-server') settings.server = serverParameters(words.slice(1), settings.server);
  else if (keyword === 'http-check') settings.check = checkWith(settings.check, name, rest);
  else if (keyword === 'monitor-uri') settings.monitorUri = name;
  else if (keyword === 'monitor' && name === 'fail') settings.monitorFails.push(rest.join(' '));
  else if (keyword === 'use_backend') settings.uses.push(name);
  else if (keyword === 'default_backend') settings.fallback = name;
}

function applyOption(settings: HaproxySettings, name: string, rest: string[]): void {
  settings.options.add(name);
  if (name === 'redispatch') settings.redispatchAfter = /^-?\d{1,9}$/.test(rest[0] ?? '') ? Number(rest[0]) : LAST_RETRY;
  if (!CHECK_OPTIONS.includes(name)) return;
  const [first, second] = rest;
  const request = first === undefined ? {} : second === undefined ? { uri: first } : { method: first, uri: second };
  settings.check = { ...settings.check, option: name, ...(name === 'httpchk' ? request : {}) };
}

function checkWith(check: HaproxyCheck, action: string, rest: string[]): HaproxyCheck {
  const after = (word: string) => (rest.includes(word) ? rest[rest.indexOf(word) + 1] : undefined);
  if (action === 'expect') return { ...check, expects: [...check.expects, rest] };
  if (action === 'connect') return { ...check, tls: rest.includes('ssl') };
  if (action === 'send') return { ...check, method: after('meth') ?? check.method, uri: after('uri') ?? check.uri };
  return check;
}

/** What applies where no defaults section says anything; `option httpchk` then asks `OPTIONS /` (HAProxy's manual, section 4.2). */
export function initial(): HaproxySettings {
  return {
    mode: 'tcp',
    options: new Set(),
    timeouts: new Map(),
    server: new Map(),
    // HAProxy's manual, section 4.2, `retries`.
    retries: 3,
    redispatchAfter: LAST_RETRY,
    balance: 'roundrobin',
    check: { method: 'OPTIONS', uri: '/', tls: false, expects: [] },
    monitorFails: [],
    uses: [],
  };
}

/** Settings that can be changed without changing those they came from. */
export function copy(settings: HaproxySettings): HaproxySettings {
  const { options, timeouts, server, monitorFails, uses } = settings;
  return {
    ...settings,
    options: new Set(options),
    timeouts: new Map(timeouts),
    server: new Map(server),
    monitorFails: [...monitorFails],
    uses: [...uses],
  };
}
