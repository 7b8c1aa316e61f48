import { FindingsError } from '../command/errors';
import { MadeRecord } from '../secrets/record';
import { SecretStore } from '../secrets/store';
import { writeSecret } from '../secrets/write';
import { fingerprintOf } from './compare-ca';
import { GivenCa } from './given-ca';

/** A CA that is given, and what it changes. */
export interface Import {
  readonly ca: GivenCa;
  /** Undefined where it is all here. */
  readonly change?: string;
}

/**
 * What giving a CA would change.
 *
 * @throws FindingsError where another CA is in its place: whatever that one signed would stop working
 */
export function importOf(ca: GivenCa, store: SecretStore, made: MadeRecord): Import {
  const part = (name: string) => store.part({ kind: 'Certificate', name: ca.name, part: name });
  const recorded = made[`Certificate/${ca.name}`]?.publicKey;
  const [here, given] = [part('tls.crt'), fingerprintOf(ca.certificate, 'certificate')];
  const known = recorded ?? (here === undefined ? undefined : fingerprintOf(here, 'certificate'));
  if (known !== undefined && known !== given) {
    throw new FindingsError(
      `--ca ${ca.name}: got a CA with another key than the one that is in ${store.folder}; allowed: that one; fix: to begin a new cluster with it, remove all secrets of this one first`,
    );
  }
  if (here === undefined) return { ca, change: 'given' };
  return ca.key !== undefined && part('tls.key') === undefined ? { ca, change: 'given: its key is added' } : { ca };
}

/** Copies a given CA into the store. */
export async function importCa({ ca }: Import, store: SecretStore): Promise<void> {
  const key = ca.key ?? store.part({ kind: 'Certificate', name: ca.name, part: 'tls.key' });
  await writeSecret(store.folder, 'Certificate', ca.name, {
    'tls.crt': ca.certificate,
    ...(key === undefined ? {} : { 'tls.key': key }),
    ...(ca.bundle === undefined ? {} : { 'ca-bundle.crt': ca.bundle }),
  });
}
