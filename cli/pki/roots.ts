import { Made, MadeRecord, readMade, writeMade } from '../secrets/record';
import { SecretStore } from '../secrets/store';
import { PlannedCluster, PlannedSecret } from '../stream/model';
import { fingerprintOf } from './compare-ca';
import { randomKeyDigest } from './keys';

/** CAs and keys: what everything else rests on, and what is never made twice. */
export function isRoot(secret: PlannedSecret): boolean {
  return secret.kind === 'SecretKey' || (secret.kind === 'Certificate' && secret.spec.ca);
}

/** `Kind/name`. */
export function idOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind}/${name}`;
}

/**
 * Notes every CA and key that is in the store, and by what it is recognised. What was noted before stays as it was.
 *
 * @param given names of CAs that came from elsewhere
 */
export async function recordRoots(cluster: PlannedCluster, store: SecretStore, given: string[], now: Date): Promise<void> {
  const made: MadeRecord = { ...readMade(store.folder) };
  for (const secret of cluster.secrets.filter(isRoot)) {
    const { kind, name } = secret;
    const text = store.part({ kind, name, part: kind === 'SecretKey' ? 'key' : 'tls.crt' });
    if (text === undefined) continue;
    const isGiven = kind === 'Certificate' && given.includes(name);
    const { madeAt, ...noted }: Made = made[idOf(secret)] ?? { madeAt: now.toISOString(), ...(isGiven ? { given: true } : {}) };
    made[idOf(secret)] = { madeAt, ...identityOf(secret, text), ...noted };
  }
  await writeMade(store.folder, made);
}

function identityOf({ kind, spec }: PlannedSecret, text: string): Pick<Made, 'publicKey' | 'digest'> {
  if (kind === 'SecretKey' && spec.type === 'random') return { digest: randomKeyDigest(text) };
  const publicKey = fingerprintOf(text, kind === 'SecretKey' ? 'key' : 'certificate');
  return publicKey === undefined ? {} : { publicKey };
}
