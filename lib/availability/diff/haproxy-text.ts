import { serverParameters } from '../read/haproxy-server';
import { haproxyWords } from '../read/haproxy-words';
import { LineRules, sectionTexts, TextSection } from './lines';
import { fromTo } from './show';

/** Words that begin the sections that balancers of an API have (HAProxy's manual); any other head counts as a line. */
const HEADS = new Set(
  'global defaults frontend backend listen peers userlist resolvers mailers cache program ring http-errors log-forward'.split(' '),
);

/** Keywords whose next word says which setting is meant. */
const TWO_WORDS = new Set([
  'timeout',
  'option',
  'no',
  'http-check',
  'tcp-check',
  'stats',
  'server',
  'server-template',
  'bind',
  'monitor',
  'errorfile',
]);

/** How two configurations of HAProxy differ, a phrase each; none where only comments and layout do. */
export function haproxyTexts(before: string, after: string): string[] {
  return sectionTexts(sectionsOf(before), sectionsOf(after), RULES);
}

const RULES: LineRules = {
  keyOf: (line) => {
    const [first = '', second] = line.split(' ');
    return TWO_WORDS.has(first) && second !== undefined ? `${first} ${second}` : first;
  },
  compare: (key, before, after) => {
    const server = /^(server|default-server)\b/.exec(key)?.[1];
    return server === undefined ? undefined : serverTexts(server === 'server', key, before.split(' '), after.split(' '));
  },
};

/** How two lines about one server differ, parameter by parameter. */
function serverTexts(named: boolean, key: string, before: string[], after: string[]): string[] {
  const skipped = named ? 3 : 1;
  const [old, now] = [serverParameters(before.slice(skipped), new Map()), serverParameters(after.slice(skipped), new Map())];
  const address = named && before[2] !== after[2] ? [`${key}: address: ${before[2]} -> ${after[2]}`] : [];
  const parameters = [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (was === is) return [];
    if (was === undefined) return [`${key}: ${name}${is ? ` ${is}` : ''} added`];
    if (is === undefined) return [`${key}: ${name}${was ? ` ${was}` : ''} removed`];
    return [`${key}: ${name}: ${fromTo(name, was, is)}`];
  });
  const found = [...address, ...parameters];
  return found.length > 0 ? found : [`${key}: the same parameters in another order`];
}

function sectionsOf(content: string): TextSection[] {
  const sections: { name: string; lines: string[] }[] = [];
  for (const raw of content.split('\n')) {
    const words = haproxyWords(raw) ?? [raw.trim()];
    if (words.length === 0) continue;
    const line = words.map((word) => (/\s/.test(word) || word === '' ? JSON.stringify(word) : word)).join(' ');
    if (HEADS.has(words[0] ?? '')) sections.push({ name: line, lines: [] });
    else if (sections.length === 0) sections.push({ name: '', lines: [line] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
}
