import { Flags } from './flags';

/** One assignment of a unit. */
interface Assignment {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/** The command that a service runs, drop-ins and environment applied. */
export interface ServiceCommand {
  readonly flags: Flags;
  /** `EnvironmentFile=` paths that are not among the known files, and are not marked as optional with a dash. */
  readonly missing: string[];
}

/**
 * The last ExecStart of a service.
 *
 * Drop-ins apply in the order given; an empty assignment forgets those before it. `$NAME` becomes the words of a variable, `${NAME}` its text
 * within a word, unknown variables nothing, as in systemd.exec(5) and systemd.service(5).
 *
 * @param texts the unit, then its drop-ins in the order of their names
 * @param fileAt the content of an environment file, undefined where there is none
 */
export function serviceCommand(texts: string[], fileAt: (path: string) => string | undefined): ServiceCommand | undefined {
  const all = texts.flatMap(assignments).filter((assignment) => assignment.section === 'Service');
  const command = effective(all, 'ExecStart').at(-1);
  if (command === undefined) return undefined;
  const missing: string[] = [];
  const environment = new Map<string, string>();
  for (const value of effective(all, 'Environment')) for (const pair of unitWords(value)) define(environment, pair);
  for (const value of effective(all, 'EnvironmentFile')) {
    const path = value.replace(/^-/, '');
    const content = fileAt(path);
    if (content === undefined && path === value) missing.push(path);
    for (const line of logicalLines(content ?? '')) if (!/^[#;]/.test(line)) define(environment, unitWords(line).join(' '));
  }
  const words = unitWords(command.replace(/^[@\-:+!|]+/, '')).flatMap((word) => {
    const whole = /^\$([A-Za-z_]\w*)$/.exec(word);
    if (whole) return unitWords(environment.get(whole[1] ?? '') ?? '');
    return [word.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => environment.get(name) ?? '').replace(/\$\$/g, '$')];
  });
  return { flags: Flags.parse(words), missing };
}

function define(environment: Map<string, string>, pair: string): void {
  const at = pair.indexOf('=');
  if (at > 0) environment.set(pair.slice(0, at), pair.slice(at + 1));
}

function effective(all: Assignment[], key: string): string[] {
  let values: string[] = [];
  for (const assignment of all) {
    if (assignment.key !== key) continue;
    values = assignment.value === '' ? [] : [...values, assignment.value];
  }
  return values;
}

function assignments(content: string): Assignment[] {
  const found: Assignment[] = [];
  let section = '';
  for (const line of logicalLines(content)) {
    const head = /^\[([^\]]*)\]$/.exec(line);
    const at = line.indexOf('=');
    if (head) section = head[1] ?? '';
    else if (at > 0) found.push({ section, key: line.slice(0, at).trim(), value: line.slice(at + 1).trim() });
  }
  return found;
}

/** Lines with their continuations; comments, also those between continued lines, are left out. */
function logicalLines(content: string): string[] {
  const lines: string[] = [];
  let open: string | undefined;
  for (const raw of content.split('\n')) {
    const line = raw.trim();
    if (/^[#;]/.test(line)) continue;
    const whole: string = open === undefined ? line : `${open} ${line}`.trim();
    if (whole.endsWith('\\')) open = whole.slice(0, -1).trim();
    else {
      if (whole !== '') lines.push(whole);
      open = undefined;
    }
  }
  if (open !== undefined && open !== '') lines.push(open);
  return lines;
}

/** Words of a line, quotes removed; a quote may begin in the middle of a word. */
function unitWords(line: string): string[] {
  return [...line.matchAll(/(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[^\s"'\\]|["'\\])+/g)].map(([word]) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|\\(.)/g, (_, double?: string, single?: string, plain?: string) =>
      (double ?? single ?? plain ?? '').replace(/\\(.)/g, '$1'),
    ),
  );
}
