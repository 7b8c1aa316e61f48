import { parseAllDocuments } from 'yaml';
import { HAPROXY_PATH, KEEPALIVED_PATH } from '../read/rendered-host';
import { deltas } from './deltas';
import { haproxyTexts } from './haproxy-text';
import { keepalivedTexts } from './keepalived-text';
import { LineRules, sectionTexts, TextSection } from './lines';
import { deltaText } from './show';

/** More than these many phrases about one file help nobody; the rest is counted. */
const AT_MOST = 12;

/**
 * How two contents of one file differ, a phrase each; at least one.
 *
 * What is known about the format of the file decides how it is read; whatever cannot be read is compared line by line.
 */
export function contentTexts(path: string, before: string, after: string): string[] {
  const found = textsBy(path, before, after);
  if (found.length === 0) return ['only comments, layout or order'];
  return found.length <= AT_MOST ? found : [...found.slice(0, AT_MOST - 1), `and ${found.length - AT_MOST + 1} more differences`];
}

function textsBy(path: string, before: string, after: string): string[] {
  if (path === HAPROXY_PATH || /haproxy[^/]*\.cfg$/.test(path)) return haproxyTexts(before, after);
  if (path === KEEPALIVED_PATH || /\/keepalived\/[^/]+\.conf$/.test(path)) return keepalivedTexts(before, after);
  if (/\.(ya?ml|json)$/.test(path) || /^apiVersion:/m.test(after)) return yamlTexts(before, after) ?? plainTexts(before, after);
  if ([before, after].some((content) => content.startsWith('#!'))) return sectionTexts(scriptLines(before), scriptLines(after), SCRIPT);
  return plainTexts(before, after);
}

const SCRIPT: LineRules = { keyOf: () => undefined };

/** Blanks within a line and its end may mean something to a script; whole lines of comments do not, the first one excepted. */
function scriptLines(content: string): TextSection[] {
  const lines = content.split('\n').map((line) => line.replace(/[ \t\r]+$/, ''));
  return [{ name: '', lines: lines.filter((line, index) => index === 0 || (line !== '' && !/^[ \t]*#/.test(line))) }];
}

/** Undefined where one of them is no YAML. */
function yamlTexts(before: string, after: string): string[] | undefined {
  const [old, now] = [documentsOf(before), documentsOf(after)];
  if (!old || !now) return undefined;
  const only = old.length === 1 && now.length === 1;
  return (only ? deltas(old[0], now[0]) : deltas(old, now)).map((delta) => deltaText(delta, delta.path || 'the document'));
}

function documentsOf(content: string): unknown[] | undefined {
  try {
    const documents = parseAllDocuments(content, { logLevel: 'silent' });
    if (!Array.isArray(documents) || documents.some((document) => document.errors.length > 0)) return undefined;
    return documents.map((document) => document.toJS({ maxAliasCount: 100 }) as unknown);
  } catch {
    return undefined;
  }
}

const PLAIN: LineRules = { keyOf: (line) => /^([\w.@/*-]+)\s*[=:]/.exec(line)?.[1] };

function plainTexts(before: string, after: string): string[] {
  return sectionTexts(plainSections(before), plainSections(after), PLAIN);
}

/** Cut at heads in brackets, as units and TOML have them. A line that a backslash continues is a line of its own. */
function plainSections(content: string): TextSection[] {
  const sections: { name: string; lines: string[] }[] = [];
  for (const raw of content.split('\n')) {
    const line = raw.replace(/\\$/, '').trim().replace(/\s+/g, ' ');
    if (line === '' || /^[#;]/.test(line)) continue;
    if (/^\[[^\]]*\]$/.test(line)) sections.push({ name: line, lines: [] });
    else if (sections.length === 0) sections.push({ name: '', lines: [line] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
}
