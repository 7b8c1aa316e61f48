import { fromTo, withoutSecrets } from './show';

/** A part of a text file under one head. */
export interface TextSection {
  /** Its head, as in `backend apiservers`; empty for what stands before any. */
  readonly name: string;
  /** Its lines without comments, each with one space between words. */
  readonly lines: string[];
}

/** How to compare the lines of a kind of file. */
export interface LineRules {
  /** What a line sets, as in `timeout connect`; undefined where the line as a whole is the setting. */
  keyOf(line: string, section: string): string | undefined;
  /** How two lines of one key differ, where there is more to say than their values. */
  compare?(key: string, before: string, after: string): string[] | undefined;
  /** Whether the order of the lines of a section means nothing. */
  unordered?(section: string): boolean;
}

/** How two texts differ in meaning, a phrase each; none where only comments and layout do. */
export function sectionTexts(before: TextSection[], after: TextSection[], rules: LineRules): string[] {
  const [old, now] = [numbered(before), numbered(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    const place = name === '' ? '' : `${name}: `;
    if (was && is) return lineTexts(was, is, name, rules).map((text) => place + text);
    const [verb, lines] = was ? ['removed', was] : ['added', is ?? []];
    return [`${name || 'lines'} ${verb}`, ...lines.map((line) => `${place}${withoutSecrets(line)} ${verb}`)];
  });
}

function lineTexts(before: string[], after: string[], section: string, rules: LineRules): string[] {
  const [gone, fresh] = [without(before, after), without(after, before)];
  const [old, now] = [byKey(gone, section, rules), byKey(fresh, section, rules)];
  const told = new Set<string>();
  const texts = [...old.keys()].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was?.length !== 1 || is?.length !== 1) return [];
    const [[from = ''], [to = '']] = [was, is];
    told.add(from).add(to);
    return rules.compare?.(key, from, to) ?? [`${key}: ${fromTo(key, rest(from, key), rest(to, key))}`];
  });
  const untold = (verb: string, lines: string[]) => lines.filter((line) => !told.has(line)).map((line) => `${withoutSecrets(line)} ${verb}`);
  texts.push(...untold('removed', gone), ...untold('added', fresh));
  return sameOrder(before, after) || rules.unordered?.(section) ? texts : [...texts, 'the lines in another order'];
}

function byKey(lines: string[], section: string, rules: LineRules): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const line of lines) {
    const key = rules.keyOf(line, section);
    if (key === undefined) continue;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return groups;
}

/** What a line says after its key. */
function rest(line: string, key: string): string {
  const value = line.startsWith(key) ? line.slice(key.length) : line;
  return value.replace(/^\s*[=:]?\s*/, '');
}

/** The lines of each section, those of several with one head apart. */
function numbered(sections: TextSection[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, lines } of sections) {
    let unique = name;
    for (let count = 2; found.has(unique); count++) unique = `${name} (number ${count})`;
    found.set(unique, lines);
  }
  return found;
}

function without(lines: string[], other: string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of other) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}

function sameOrder(before: string[], after: string[]): boolean {
  const [inBefore, inAfter] = [new Set(before), new Set(after)];
  const [old, now] = [before.filter((line) => inAfter.has(line)), after.filter((line) => inBefore.has(line))];
  return old.length !== now.length || old.every((line, index) => line === now[index]);
}
