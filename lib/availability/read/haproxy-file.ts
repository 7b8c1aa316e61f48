import { HaproxyServer, readServers } from './haproxy-server';
import { apply, copy, HaproxyCheck, HaproxySettings, initial } from './haproxy-settings';
import { haproxyAddress, HaproxyLine, haproxyWords } from './haproxy-words';
import { Unreadable } from './reading';

/** One address on which a proxy listens. */
export interface HaproxyBind {
  readonly line: number;
  /** `*` for every IPv4 address, `::` for every address unless `v6only` is among the options. */
  readonly address: string;
  readonly first: number;
  readonly last: number;
  readonly options: string[];
}

/** A frontend, backend or listen section, with what its defaults section sets. */
export interface HaproxyProxy {
  readonly kind: string;
  readonly name: string;
  readonly line: number;
  /** `tcp` where nothing is said, as in HAProxy. */
  readonly mode: string;
  /** Names of the options that are on. */
  readonly options: ReadonlySet<string>;
  /** Milliseconds by name of the timeout. */
  readonly timeouts: ReadonlyMap<string, number>;
  readonly binds: HaproxyBind[];
  readonly servers: HaproxyServer[];
  readonly check: HaproxyCheck;
  /** How often a failed connection is tried again. Default 3. */
  readonly retries: number;
  /** The number after `option redispatch`: another server on every so manieth retry, counted from the last where negative. Default -1. */
  readonly redispatchAfter: number;
  /** The algorithm that chooses a server. Default roundrobin. */
  readonly balance: string;
  readonly monitorUri?: string;
  /** The conditions under which the monitor says that it failed. */
  readonly monitorFails: string[];
  /** Backends that it hands connections to, the default one last. */
  readonly backends: string[];
  /** Its own lines, those of its defaults section not among them. */
  readonly lines: HaproxyLine[];
}

/** A configuration of HAProxy as far as availability depends on it. */
export interface HaproxyFile {
  readonly proxies: HaproxyProxy[];
  /** Lines of every `global` section. */
  readonly global: HaproxyLine[];
  readonly unreadable: Unreadable[];
}

/** Words that begin a section (HAProxy's manual, 2.4 to 3.x). */
const SECTIONS = new Set(
  'global defaults frontend backend listen peers userlist resolvers mailers cache program http-errors ring log-forward log-profile fcgi-app crt-store traces acme'.split(
    ' ',
  ),
);

const PROXIES = ['frontend', 'backend', 'listen'];

/** Reads a configuration. Never throws: what cannot be read is listed, and the rest is read. */
export function readHaproxy(content: string): HaproxyFile {
  const file = { proxies: [] as HaproxyProxy[], global: [] as HaproxyLine[], unreadable: [] as Unreadable[] };
  const named = new Map<string, HaproxySettings>();
  let last = initial();
  for (const section of sections(content, file.unreadable)) {
    const [kind = '', name = ''] = section.head.words;
    const from = fromOf(section.head.words);
    const base = from === undefined ? last : named.get(from);
    if (!base) file.unreadable.push({ line: section.head.line, problem: `no defaults section is called ${from}` });
    if (kind === 'global') file.global.push(...section.lines);
    else if (kind === 'defaults') {
      last = copy(from === undefined ? initial() : (base ?? initial()));
      for (const line of section.lines) apply(last, line, file.unreadable);
      if (name !== '' && name !== 'from') named.set(name, last);
    } else if (PROXIES.includes(kind)) file.proxies.push(readProxy(section, copy(base ?? initial()), file.unreadable));
  }
  return file;
}

function sections(content: string, unreadable: Unreadable[]): { head: HaproxyLine; lines: HaproxyLine[] }[] {
  const found: { head: HaproxyLine; lines: HaproxyLine[] }[] = [];
  for (const [index, raw] of content.split('\n').entries()) {
    const line = index + 1;
    const words = haproxyWords(raw);
    if (!words) unreadable.push({ line, problem: 'a quote is not closed' });
    else if (words[0]?.startsWith('.')) unreadable.push({ line, problem: `${words[0]}: only the HAProxy that reads it can decide this` });
    else if (SECTIONS.has(words[0] ?? '')) found.push({ head: { line, words }, lines: [] });
    else if (words.length > 0 && found.length === 0) unreadable.push({ line, problem: `${words[0]} stands before any section` });
    else if (words.length > 0) found.at(-1)?.lines.push({ line, words });
  }
  return found;
}

function readProxy(section: { head: HaproxyLine; lines: HaproxyLine[] }, settings: HaproxySettings, unreadable: Unreadable[]): HaproxyProxy {
  const [kind = '', name = ''] = section.head.words;
  const binds: HaproxyBind[] = [];
  const servers: HaproxyServer[] = [];
  // A frontend of old may carry its address in its head: `listen stats :8080`.
  if (section.head.words[2] !== undefined && section.head.words[2] !== 'from')
    binds.push(...readBind({ line: section.head.line, words: ['bind', section.head.words[2]] }, unreadable));
  for (const line of section.lines) {
    const keyword = line.words[0] ?? '';
    if (keyword === 'bind') binds.push(...readBind(line, unreadable));
    else if (keyword === 'server' || keyword === 'server-template') servers.push(...readServers(line, settings.server, unreadable));
    else apply(settings, line, unreadable);
  }
  return {
    kind,
    name,
    line: section.head.line,
    mode: settings.mode,
    options: settings.options,
    timeouts: settings.timeouts,
    binds,
    servers,
    check: settings.check,
    retries: settings.retries,
    redispatchAfter: settings.redispatchAfter,
    balance: settings.balance,
    ...(settings.monitorUri === undefined ? {} : { monitorUri: settings.monitorUri }),
    monitorFails: settings.monitorFails,
    backends: [...new Set([...settings.uses, ...(settings.fallback === undefined ? [] : [settings.fallback])])],
    lines: section.lines,
  };
}

function readBind(line: HaproxyLine, unreadable: Unreadable[]): HaproxyBind[] {
  const [, addresses = '', ...options] = line.words;
  return addresses.split(',').flatMap((given) => {
    const where = haproxyAddress(given);
    if (where?.ports) return [{ line: line.line, address: where.address, ...where.ports, options }];
    if (where) unreadable.push({ line: line.line, problem: `bind ${given}: there is no port` });
    return [];
  });
}

function fromOf(head: string[]): string | undefined {
  const index = head.indexOf('from', 1);
  return index < 1 ? undefined : head[index + 1];
}
