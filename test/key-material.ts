/** One thing in a text that looks like a secret. */
export interface Leak {
  readonly line: number;
  readonly what: string;
  readonly text: string;
}

const LOOKS: [string, RegExp][] = [
  ['a private key', /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/],
  ['a private key', /\bMI(?:IE|GH|IC|HC)[A-Za-z0-9+/]{60,}/],
  ['a private key in base64', /\bLS0tLS1CRUdJTi[A-Za-z0-9+/]*(?:UFJJVkFUR|BSSVZBVE|QUklWQVRF)/],
  ['data of a kubeconfig', /\b(?:client-key-data|client-certificate-data|token)"?:\s*"?[A-Za-z0-9+/=._-]{8,}/],
  ['a service account token', /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/],
  ['a bearer token', /\bBearer\s+[A-Za-z0-9+/=._-]{8,}/i],
  ['a bootstrap token', /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/],
  ['a password', /\b(?:password|passwd|auth_pass|auth_hmac|secret)"?\s*[:= ]\s*"?(?=[^\s"]*[0-9])[^\s"{}]{4,}/i],
  ['a password in a URL', /:\/\/[^\s/:@]+:[^\s/@]+@/],
  ['a hash of a password', /\$(?:2[aby]|5|6|y|argon2id?)\$[^\s]{8,}/],
];

/** Words that may look like chance: what a hash, a digest of an image or a cipher suite looks like. */
const KNOWN: RegExp[] = [/^[0-9a-f]{8}$/, /^[0-9a-f]{16}$/, /^sha256:[0-9a-f]{64}$/, /^TLS_[A-Z0-9_]+$/];

/** Everything in a text that looks like key material. `${secret:…}` is a name, not a secret. */
export function leaksIn(text: string): Leak[] {
  return text.split('\n').flatMap((whole, index) => {
    const line = whole.replace(/\$\{secret:[^}]*\}/g, '');
    const looks = LOOKS.filter(([, pattern]) => pattern.test(line)).map(([what]) => what);
    const words = line.match(/[A-Za-z0-9+/_:-]{20,}={0,2}/g) ?? [];
    const chance = words.filter(isChance).map(() => 'a word of chance');
    return [...new Set([...looks, ...chance])].map((what) => ({ line: index + 1, what, text: whole.trim().slice(0, 120) }));
  });
}

/** Whether a word is as mixed as random bytes in base64 or hexadecimal are, and no path, name or identifier is. */
function isChance(word: string): boolean {
  if (KNOWN.some((known) => known.test(word))) return false;
  if (/^[0-9a-f]{32,}$/i.test(word)) return true;
  // Names are made of syllables, with capitals at most where a part begins; random bytes have a third small letter in a row at one place of five.
  const syllables = (word.match(/[A-Z]?[a-z]{3,}/g) ?? []).join('').length;
  return /[a-z]/.test(word) && /[A-Z]/.test(word) && syllables / word.length < 0.5;
}
