import { createHash } from 'crypto';
import { parseAllDocuments, stringify } from 'yaml';
import { isMap } from '../read/reading';
import { RenderedCluster } from '../read/rendered';
import { objectWithoutSecrets, withoutSecrets } from '../read/without-secrets';
import { Change } from './change';
import { stable } from './deltas';
import { HIDDEN } from './show';

/** Characters that Unicode leaves to programs: no format takes them for anything but letters. */
const FIRST = 0xe000;

const SEALS = /[\ue000-\ue0ff]+/g;

/** Two sides of one value that both are hidden. */
const BOTH = `${HIDDEN} -> ${HIDDEN}`;

/**
 * What stands for a secret while two descriptions are compared: the same for the same secret, and never written out, as whoever has it could try
 * secrets.
 */
export function seal(secret: string): string {
  if (secret.replace(SEALS, '') === '') return secret;
  const digest = createHash('sha256').update(secret).digest().subarray(0, 12);
  return [...digest].map((byte) => String.fromCharCode(FIRST + byte)).join('');
}

const KEY_LINE = /^(\s*(?:- )?(?:client-key-data|token|password|secret):[ \t]*)([^\s'"{[&*!|>$/][^\s]*)[ \t]*$/gm;
const KEY_BLOCK = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g;

/** A text of a host whose keys are sealed, before anything reads it; nothing else of it changes. */
export function withoutKeys(text: string): string {
  return text.replace(KEY_BLOCK, seal).replace(KEY_LINE, (_, kept: string, secret: string) => kept + seal(secret));
}

/** A cluster with a seal in the place of every secret. */
export function sealed(cluster: RenderedCluster): RenderedCluster {
  return new RenderedCluster(cluster.name, cluster.objects.map(sealedObject), cluster.observed);
}

/** A change with words in the place of seals. */
export function unsealed(change: Change): Change {
  return Object.fromEntries(Object.entries(change).map(([key, value]) => [key, typeof value === 'string' ? words(value) : value])) as unknown as Change;
}

function words(text: string): string {
  return text.replace(SEALS, HIDDEN).split(BOTH).join('differs, not shown');
}

function sealedObject(object: any): any {
  if (object?.kind !== 'HostFile' || typeof object.spec?.content !== 'string') return objectWithoutSecrets(object, seal);
  const { content, ...spec } = object.spec;
  const rest = objectWithoutSecrets({ ...object, spec }, seal) as any;
  return { ...rest, spec: { ...rest.spec, content: sealedContent(String(spec.path), content) } };
}

/** What holds fields is sealed field by field; a list of tokens at the first column; everything else by what stands in its lines. */
function sealedContent(path: string, content: string): string {
  if (/\.csv$/.test(path)) return content.replace(/^[^,\n]+(?=,)/gm, seal);
  const documents = /\.(ya?ml|json|conf)$/.test(path) || /^apiVersion:/m.test(content) ? documentsOf(content) : undefined;
  if (!documents) return withoutSecrets(content, seal);
  const open = documents.map((document) => objectWithoutSecrets(document, seal));
  if (stable(open) === stable(documents)) return withoutSecrets(content, seal) === content ? content : sealedYaml(open, content);
  return sealedYaml(open, content);
}

/** The text is made anew, and its last line tells texts apart that differ in comments and layout alone. */
function sealedYaml(documents: unknown[], content: string): string {
  return `${documents.map((document) => stringify(document, { aliasDuplicateObjects: false })).join('---\n')}# ${seal(content)}\n`;
}

/** Undefined for what is no YAML of maps. */
function documentsOf(content: string): unknown[] | undefined {
  try {
    const documents = parseAllDocuments(content, { logLevel: 'silent' });
    if (!Array.isArray(documents) || documents.some((document) => document.errors.length > 0)) return undefined;
    const values = documents.map((document) => document.toJS({ maxAliasCount: 100 }) as unknown);
    return values.length > 0 && values.every(isMap) ? values : undefined;
  } catch {
    return undefined;
  }
}
