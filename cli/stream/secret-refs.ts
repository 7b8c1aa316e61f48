import { PlannedHost, SecretRef } from './model';

const PLACEHOLDER = /\$\{secret:([^/}]+)\/([^#}]+)#([^}]+)\}/g;

/** `Kind/name#part`, as placeholders write it. */
export function refText(ref: SecretRef): string {
  return `${ref.kind}/${ref.name}#${ref.part}`;
}

/** The values that a host's files ask for, each once, sorted. */
export function secretRefsOf(host: PlannedHost): SecretRef[] {
  const refs = host.files.flatMap(({ content, contentFrom }) => [...(contentFrom ? [contentFrom] : []), ...refsIn(content ?? '')]);
  const unique = new Map(refs.map((ref) => [refText(ref), ref]));
  return [...unique.keys()].sort().map((text) => unique.get(text)!);
}

/** The values that a text asks for, in the order in which they stand. */
export function refsIn(content: string): SecretRef[] {
  return [...content.matchAll(PLACEHOLDER)].map(([, kind, name, part]) => ({ kind: kind!, name: name!, part: part! }));
}

/** The text with its placeholders replaced; everything else stays byte for byte. */
export function fillSecrets(content: string, valueOf: (ref: SecretRef) => string): string {
  return content.replace(PLACEHOLDER, (_, kind: string, name: string, part: string) => valueOf({ kind, name, part }));
}
