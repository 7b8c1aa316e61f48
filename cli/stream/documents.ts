import { Dirent, existsSync, readdirSync, statSync } from 'fs';
import { join, relative } from 'path';
import { parseAllDocuments } from 'yaml';
import { InputError } from '../command/errors';
import { readText, whyUnreadable } from './text-file';

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
  const documents = filesBelow(dist, dist, problems).flatMap((file) => parse(file, relative(dist, file), problems));
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

function filesBelow(folder: string, top: string, problems: string[]): string[] {
  return entriesOf(folder, relative(top, folder) || folder, problems).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, top, problems);
    return /\.(ya?ml|json)$/.test(entry.name) ? [path] : [];
  });
}

function entriesOf(folder: string, name: string, problems: string[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    problems.push(`${name}: ${whyUnreadable(error)}`);
    return [];
  }
}

function parse(file: string, name: string, problems: string[]): Document[] {
  try {
    return parsed(readText(file, name), name, problems);
  } catch (error) {
    problems.push(error instanceof InputError ? error.message : `${name}: ${tooMuch(error)}`);
    return [];
  }
}

function parsed(text: string, name: string, problems: string[]): Document[] {
  const documents: Document[] = [];
  for (const [index, document] of parseAllDocuments(text, { uniqueKeys: true }).entries()) {
    const place = `${name}, document ${index + 1}`;
    problems.push(...document.errors.map((error) => `${place}: ${error.message.split('\n')[0]}`));
    if (document.errors.length > 0) continue;
    const object: unknown = valueOf(document, text, place);
    if (object === null || object === undefined) continue;
    if (isObject(object)) documents.push({ place, object });
    else problems.push(`${place}: got ${JSON.stringify(object)}; allowed: a Kubernetes object; fix: remove it`);
  }
  return documents;
}

/** An alias may stand for what holds it, or for so much that no memory is large enough. */
function valueOf(document: { toJS(): unknown }, text: string, place: string): unknown {
  try {
    const value = document.toJS();
    if (text.includes('&') && text.includes('*')) JSON.stringify(value);
    return value;
  } catch (error) {
    throw new InputError(`${place}: ${tooMuch(error)}`);
  }
}

function tooMuch(error: unknown): string {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return `cannot be turned into an object (${reason}); allowed: YAML without aliases that hold themselves or multiply, and not nested too deep; fix: write out what the aliases stand for`;
}

/** Whether a value of YAML has fields. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
