import { Delta, stable } from './deltas';

/** What stands where a value must not be shown. */
export const HIDDEN = '(not shown)';

/** Names whose values open doors. `initial-cluster-token` of etcd names a cluster and is none of them. */
const SECRET_NAME =
  /(^|[^a-z])(auth_?pass|auth_?hmac|password|passwd|passphrase|secret|private[-_]?key|client-key-data|client_secret|token|bearer|api[-_]?key|access[-_]?key)$/i;

const PUBLIC_NAME = /(^|\.|-)initial-cluster-token$/;

/** Whether the value of that name may be a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !PUBLIC_NAME.test(name);
}

/** A line of text in which the values of secret names, and keys, are not shown; placeholders of secrets and paths of files are. */
export function withoutSecrets(line: string): string {
  if (/-----BEGIN|^[A-Za-z0-9+/=]{48,}$/.test(line.trim())) return HIDDEN;
  const match = /^(\s*(?:-\s+)?["']?([\w.-]+)["']?\s*(?:[:=]\s*|\s+))(\S.*)$/.exec(line);
  if (match && isSecretName(match[2] ?? '') && !/^["']?(\$\{secret:|\/)/.test(match[3] ?? '')) return `${match[1]}${HIDDEN}`;
  return line.replace(/(\b(?:insecure-)?password\s+)(\S+)/gi, `$1${HIDDEN}`).replace(/(:\/\/[^/\s:@]+:)[^@\s/]+@/g, `$1${HIDDEN}@`);
}

/** A value in words. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '""' : value;
  return stable(value);
}

/** A value in words, unless the last name of its path says that it is a secret. */
export function shownAt(path: string, value: unknown): string {
  const name = /([\w-]+)"?\]?$/.exec(path)?.[1] ?? '';
  if (isSecretName(name) && typeof value === 'string' && !/^(\$\{secret:|\/)/.test(value)) return HIDDEN;
  return withoutSecrets(withoutInner(value));
}

/** A change of one value: `5s -> 10s`. */
export function fromTo(path: string, from: unknown, to: unknown): string {
  if (from === undefined) return `added: ${shownAt(path, to)}`;
  if (to === undefined) return `removed (was ${shownAt(path, from)})`;
  const [was, is] = [shownAt(path, from), shownAt(path, to)];
  return was === is && was !== HIDDEN ? `${stable(from)} -> ${stable(to)}` : `${was} -> ${is}`;
}

/** A delta in words, its path first. */
export function deltaText(delta: Delta, named = delta.path): string {
  if (delta.reordered) return `${named}: the same in another order: ${order(delta.from)} -> ${order(delta.to)}`;
  return `${named}: ${fromTo(delta.path, delta.from, delta.to)}`;
}

/** What was and what is, for a change. */
export function ends(path: string, from: unknown, to: unknown): { readonly from?: string; readonly to?: string } {
  return {
    ...(from === undefined ? {} : { from: shownAt(path, from) }),
    ...(to === undefined ? {} : { to: shownAt(path, to) }),
  };
}

/** Names in a sentence: `a, b and c`. */
export function listed(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** `1 host`, `2 hosts`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function order(list: unknown): string {
  return (list as { name?: unknown }[]).map((entry) => (typeof entry?.name === 'string' ? entry.name : shown(entry))).join(', ');
}

/** A value as text; what secret names hold inside it is not shown. */
function withoutInner(value: unknown): string {
  if (typeof value !== 'object' || value === null) return shown(value);
  return JSON.stringify(JSON.parse(stable(value)), (key, inner: unknown) => {
    if (typeof inner === 'string' && isSecretName(key) && !/^(\$\{secret:|\/)/.test(inner)) return HIDDEN;
    return typeof inner === 'string' && /-----BEGIN/.test(inner) ? HIDDEN : inner;
  });
}
