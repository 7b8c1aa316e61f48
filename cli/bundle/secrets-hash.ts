import { createHash } from 'crypto';
import { PlannedFile, SecretRef, StaticPod } from '../stream/model';
import { Reading, readingOf } from '../stream/reloading';
import { refsIn } from '../stream/secret-refs';
import { publicIdentity } from './public-identity';

/** Annotation with the hash of the secrets that a static pod reads at its start. */
export const SECRETS_HASH = 'ha-cluster.local/secrets-hash';

/** As long as `config-hash`. */
const DIGITS = 16;

/** The values that one file holds. */
export function refsOf({ content, contentFrom }: PlannedFile): SecretRef[] {
  return contentFrom ? [contentFrom] : refsIn(content ?? '');
}

/**
 * The hash over the public parts of the secrets that a static pod reads at its start only: it changes when the pod must restart to see a new one.
 *
 * @param files all files of the host
 * @param valueOf the text of a secret
 * @returns undefined where there are no such secrets
 */
export function secretsHash(pod: StaticPod, files: PlannedFile[], valueOf: (ref: SecretRef) => string): string | undefined {
  const settings = files.filter((file) => file.content !== undefined && readingOf(pod, file.path) !== Reading.NEVER).map(({ content }) => content!);
  const read = files
    .filter((file) => refsOf(file).length > 0 && readingOf(pod, file.path, settings) === Reading.AT_START)
    .map((file) => [file.path, ...refsOf(file).map((ref) => publicIdentity(valueOf(ref)))])
    .sort(([a], [b]) => (a! < b! ? -1 : 1));
  return read.length === 0 ? undefined : createHash('sha256').update(JSON.stringify(read)).digest('hex').slice(0, DIGITS);
}
