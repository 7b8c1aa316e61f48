import { isMap } from './reading';

/** What stands where a secret was. */
export const REMOVED = 'removed';

/** What to write in the place of a secret. */
export type Hide = (secret: string) => string;

const REMOVE: Hide = () => REMOVED;

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g;

/** The end of a name that says what its value is. */
const NAMES = '(?:pass|password|passwd|passphrase|token|secret|api[_-]?key|access[_-]?key|private[_-]?key|client-key-data|credentials?)';

/** A value in quotes or without blanks; no path, and nothing that only says yes or no. */
const VALUE = String.raw`(?!["']?(?:\/|(?:true|false|null)\b))("[^"\n]*"|'[^'\n]*'|[^\s"']+)`;

/** Secrets as they stand in scripts, units and command lines, whoever wrote those; the first group is what stays, the second is the secret. */
const PATTERNS: RegExp[] = [
  // Authorization headers.
  /(\b(?:Bearer|Basic)\s+)([A-Za-z0-9._~+/=-]{6,})/gi,
  // A user and password of a URL, of curl, or before a server.
  /(:\/\/)([^\s/@'"]+:[^\s/@'"]+)(?=@)/g,
  /((?:^|\s)(?:-u|--user|--proxy-user)[ =]["']?[^\s:"']+:)([^\s"']+)/g,
  /((?:^|\s)[\w.-]+:)([^\s:@/"']+)(?=@[\w.[])/g,
  // Web tokens, and kubeadm's bootstrap tokens.
  /()\b(eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.?[A-Za-z0-9_-]*)/g,
  /()\b([a-z0-9]{6}\.[a-z0-9]{16})\b/g,
  // Headers of HAProxy, by their names.
  /(\b(?:hdr|(?:set|add)-header)\s+[\w-]*(?:auth|token|secret|key|password|cookie)[\w-]*\s+)("[^"\n]*"|'[^'\n]*'|\S+)/gi,
  // Assignments and flags whose name says what they hold, in quotes as a whole, with a word between or a blank.
  new RegExp(`("[\\w.-]{0,64}${NAMES}=)([^"\\n/][^"\\n]*)(?=")`, 'gi'),
  new RegExp(`('[\\w.-]{0,64}${NAMES}=)([^'\\n/][^'\\n]*)(?=')`, 'gi'),
  new RegExp(`((?<![A-Za-z0-9$]|\\$\\{)[\\w.-]{0,64}?(?<!initial-cluster-)(?<![A-Za-z])${NAMES}["']?[ \\t]*[=:][ \\t]*)${VALUE}`, 'gi'),
  new RegExp(`((?:^|\\s)[a-z]\\w{0,64}(?:Token|Secret|Password|Key(?=["']?\\s*[:=]\\s*["']?[A-Za-z0-9+/]{16}))["']?[ \\t]*[=:][ \\t]*)${VALUE}`, 'gm'),
  new RegExp(`((?:^|\\s)--?[\\w-]{0,64}(?:password|secret)-(?!\\S*(?:name|file|dir|path|ref|ttl|namespace)=)[\\w-]{1,64}=)${VALUE}`, 'gim'),
  new RegExp(`((?<![\\w-])[\\w-]{0,64}_KEY=)${VALUE}`, 'g'),
  new RegExp(`((?<![\\w.-])["']?(?:auth|identity_?token)["']?[ \\t]*[=:][ \\t]*)(?![{[])${VALUE}`, 'gi'),
  new RegExp(`((?:^|\\s)--?(?:[a-z0-9]+[-_]){0,8}${NAMES}[ \\t]+)(?!-)${VALUE}`, 'gim'),
  // A value beside a telling name, as environment variables have it.
  /(\bname["']?:\s*["']?[\w-]*(?:pass|secret|token|credential|authorization|_key)[\w-]*["']?\s*,?\s*["']?value["']?:\s*)("[^"\n]*"|'[^'\n]*'|[^\s"',}]+)/gi,
  // keepalived's and HAProxy's own words.
  /(^\s*(?:auth_pass|auth_hmac|auth_key)\s+)(.+)$/gm,
  /(^\s*stats\s+auth\s+[^\s:]+:)(\S+)/gm,
  /(^\s*user\s+\S+\s+(?:insecure-)?password\s+)(\S+)/gm,
];

/** Fields of objects whose values are secret, by the name beside them: environment variables and HTTP headers. */
const SECRET_NAME = /pass|secret|token|credential|authorization|private|api[-_]?key|(^|[-_])key$/i;

/** Fields of objects whose texts are secret, by their own name. */
const SECRET_FIELD =
  /(^|[^a-z])(auth_?pass|password|passwd|passphrase|secret|private[-_]?key|client-key-data|client_secret|token|bearer|api[-_]?key|access[-_]?key)$|^(auth|identity_?token)$|[a-z](Password|Secret|Token|ApiKey|AccessKey)$/i;

/** Says where a secret comes from, or is none: placeholders, paths, and tokens that only name a cluster. */
const OPEN = /^["']?(\$\{secret:|\/)/;

/**
 * A text without keys, passwords and tokens; every line stays at its number unless it was part of a key.
 *
 * @param hide what to write instead
 */
export function withoutSecrets(text: string, hide: Hide = REMOVE): string {
  const keyless = text.replace(PRIVATE_KEY, (block) => hide(block) + '\n'.repeat(block.split('\n').length - 1));
  return PATTERNS.reduce((rest, pattern) => rest.replace(pattern, (_, kept: string, secret: string) => kept + hidden(secret, hide)), keyless);
}

/** Quotes stay, so that what was one word stays one. */
function hidden(secret: string, hide: Hide): string {
  if (OPEN.test(secret)) return secret;
  const quote = /^(["']).*\1$/s.exec(secret)?.[1] ?? '';
  return quote + hide(quote === '' ? secret : secret.slice(1, -1)) + quote;
}

/** The certificates and public keys of a PEM file, and nothing else of it; empty where it has none. */
export function publicPem(text: string): string {
  const blocks = text.match(/-----BEGIN (CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY)-----[\s\S]*?-----END \1-----/g) ?? [];
  return blocks.map((block) => `${block}\n`).join('');
}

/** A flag whose value is the next word. */
function isSecretFlag(word: unknown): boolean {
  return typeof word === 'string' && /^--?([a-z0-9]+[-_])*(pass|password|passphrase|token|secret|api[-_]?key)$/i.test(word);
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && !value.startsWith('-') && !value.startsWith('/');
}

/**
 * An object of YAML with every text in it freed of secrets, and values beside or below a telling name removed; of a `Secret`, all that it holds.
 *
 * @param hide what to write instead
 */
export function objectWithoutSecrets(value: unknown, hide: Hide = REMOVE): unknown {
  if (typeof value === 'string') return withoutSecrets(value, hide);
  if (Array.isArray(value)) {
    return value.map((entry, index) => (isSecretFlag(value[index - 1]) && isWord(entry) ? hidden(entry, hide) : objectWithoutSecrets(entry, hide)));
  }
  if (!isMap(value)) return value;
  const beside = typeof value.name === 'string' && typeof value.value === 'string' && SECRET_NAME.test(value.name);
  const isSecret = (key: string) => (beside && key === 'value') || (SECRET_FIELD.test(key) && !/initial-cluster-token$/.test(key));
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      if (typeof field === 'string' && isSecret(key)) return [key, hidden(field, hide)];
      return [key, value.kind === 'Secret' && /^(data|stringData)$/.test(key) ? allHidden(field, hide) : objectWithoutSecrets(field, hide)];
    }),
  );
}

function allHidden(fields: unknown, hide: Hide): unknown {
  return isMap(fields) ? Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, hide(JSON.stringify(field) ?? '')])) : fields;
}
