import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { join, relative } from 'path';
import { parseAllDocuments } from 'yaml';
import { InputError } from '../command/errors';

/** One object of the YAML and where it stands. */
export interface Document {
  /** As in `prod-cp-1.k8s.yaml, document 3`. */
  readonly place: string;
  readonly object: Record<string, unknown>;
}

/**
 * Every object below a folder, in the order of file names.
 *
 * @throws InputError with every file that cannot be read or parsed
 */
export function readDocuments(dist: string): Document[] {
  if (!existsSync(dist) || !statSync(dist).isDirectory()) {
    throw new InputError(`${dist}: got no such folder; allowed: the folder that synth wrote; fix: run \`npm run synth\` first, or give the folder as the first argument`);
  }
  const problems: string[] = [];
  const documents = filesBelow(dist).flatMap((file) => parse(file, relative(dist, file), problems));
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return documents;
}

/**
 * Every object of one file.
 *
 * @param name as it is shown
 * @throws InputError with everything in it that cannot be read or parsed
 */
export function documentsOf(file: string, name: string): Document[] {
  const problems: string[] = [];
  const documents = parse(file, name, problems);
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  return documents;
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.(ya?ml|json)$/.test(entry.name) ? [path] : [];
  });
}

function parse(file: string, name: string, problems: string[]): Document[] {
  const parsed = parseAllDocuments(readFileSync(file, 'utf8'), { uniqueKeys: true });
  const documents: Document[] = [];
  for (const [index, document] of parsed.entries()) {
    const place = `${name}, document ${index + 1}`;
    problems.push(...document.errors.map((error) => `${place}: ${error.message.split('\n')[0]}`));
    if (document.errors.length > 0) continue;
    const object: unknown = document.toJS();
    if (object === null || object === undefined) continue;
    if (isObject(object)) documents.push({ place, object });
    else problems.push(`${place}: got ${JSON.stringify(object)}; allowed: a Kubernetes object; fix: remove it`);
  }
  return documents;
}

/** Whether a value of YAML has fields. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
