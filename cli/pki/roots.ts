import { MadeRecord, readMade, writeMade } from '../secrets/record';
import { SecretStore } from '../secrets/store';
import { PlannedCluster, PlannedSecret } from '../stream/model';
import { fingerprintOf } from './compare-ca';

/** CAs and keys: what everything else rests on, and what is never made twice. */
export function isRoot(secret: PlannedSecret): boolean {
  return secret.kind === 'SecretKey' || (secret.kind === 'Certificate' && secret.spec.ca);
}

/** `Kind/name`. */
export function idOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}/${name}`;
}

/**
 * Notes every CA and key that is in the store and was not noted yet.
 *
 * @param given names of CAs that came from elsewhere
 */
export async function recordRoots(cluster: PlannedCluster, store: SecretStore, given: string[], now: Date): Promise<void> {
  const made: MadeRecord = { ...readMade(store.folder) };
  for (const { kind, name } of cluster.secrets.filter(isRoot)) {
    const id = idOf({ kind, name });
    const part = kind === 'SecretKey' ? 'key' : 'tls.crt';
    const text = store.part({ kind, name, part });
    if (text === undefined || made[id]) continue;
    const publicKey = fingerprintOf(text, kind === 'SecretKey' ? 'key' : 'certificate');
    const isGiven = kind === 'Certificate' && given.includes(name);
    made[id] = { madeAt: now.toISOString(), ...(publicKey ? { publicKey } : {}), ...(isGiven ? { given: true } : {}) };
  }
  await writeMade(store.folder, made);
}
