import { isMap } from './reading';

/** What stands where a secret was. */
export const REMOVED = 'removed';

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g;

/** Secrets as they stand in scripts, units and command lines, whoever wrote those; the first group is what stays. */
const PATTERNS: RegExp[] = [
  // Authorization headers.
  /(\b(?:Bearer|Basic)\s+)[A-Za-z0-9._~+/=-]{6,}/gi,
  // A user and password of a URL, or of curl.
  /(:\/\/)[^\s/@'"]+:[^\s/@'"]+(?=@)/g,
  /((?:^|\s)(?:-u|--user|--proxy-user)[ =]["']?[^\s:"']+:)[^\s"']+/g,
  // Web tokens, and kubeadm's bootstrap tokens.
  /()\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.?[A-Za-z0-9_-]*/g,
  /()\b[a-z0-9]{6}\.[a-z0-9]{16}\b/g,
  // Assignments and flags whose name says what they hold; a path is no secret.
  /((?:^|[\s"'_-])(?:[A-Za-z0-9]+[_-])*(?:pass|password|passwd|passphrase|token|secret|api[_-]?key)["']?\s*[=:]\s*["']?)(?!["']?\/)[^\s"']+/gim,
  // keepalived's and HAProxy's own words.
  /(^\s*(?:auth_pass|auth_hmac|auth_key)\s+).+$/gm,
  /(^\s*stats\s+auth\s+[^\s:]+:)\S+/gm,
  /(^\s*user\s+\S+\s+(?:insecure-)?password\s+)\S+/gm,
];

/** Fields of objects whose values are secret, by the name beside them: environment variables and HTTP headers. */
const SECRET_NAME = /pass|secret|token|credential|authorization|private|api_?key/i;

/** A text without keys, passwords and tokens; every line stays at its number unless it was part of a key. */
export function withoutSecrets(text: string): string {
  const keyless = text.replace(PRIVATE_KEY, (block) => REMOVED + '\n'.repeat(block.split('\n').length - 1));
  return PATTERNS.reduce((rest, pattern) => rest.replace(pattern, `$1${REMOVED}`), keyless);
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

function isWord(value: unknown): boolean {
  return typeof value === 'string' && !value.startsWith('-') && !value.startsWith('/');
}

/** An object of YAML with every text in it freed of secrets, and values beside a telling name removed. */
export function objectWithoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value))
    return value.map((entry, index) => (isSecretFlag(value[index - 1]) && isWord(entry) ? REMOVED : objectWithoutSecrets(entry)));
  if (!isMap(value)) return value;
  const secret = typeof value.name === 'string' && typeof value.value === 'string' && SECRET_NAME.test(value.name);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, secret && key === 'value' ? REMOVED : objectWithoutSecrets(field)]));
}
