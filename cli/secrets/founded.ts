import { X509Certificate } from 'crypto';
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { InputError } from '../command/errors';
import { clusterFolder } from './layout';
import { SecretStore } from './store';
import { replaceFile } from './write';

/** The CA whose fingerprint tells one cluster from another of the same name. */
const CA = { kind: 'Certificate', name: 'kubernetes-ca', part: 'tls.crt' };

/** That a cluster was founded: from then on no etcd member may found another one. It holds nothing secret. */
export interface Founded {
  readonly cluster: string;
  /** When all its apiservers and members were first seen ready; ISO 8601, UTC. */
  readonly foundedAt: string;
  /** SHA-256 of the certificate of its CA, as `openssl x509 -fingerprint -sha256` prints it. */
  readonly caFingerprint: string;
  /** Names of its etcd members then; none where etcd is not the blueprint's. */
  readonly members: string[];
}

/** The file of the record. */
export function foundedFile(secrets: string, cluster: string): string {
  return join(clusterFolder(secrets, cluster), 'founded.json');
}

/**
 * The record that a cluster was founded.
 *
 * @returns undefined where there is none
 * @throws InputError where the file is broken, or is the record of another cluster
 */
export function readFounded(secrets: string, cluster: string): Founded | undefined {
  const file = foundedFile(secrets, cluster);
  if (!existsSync(file)) return undefined;
  const record = parsed(file);
  if (record.cluster !== cluster)
    throw new InputError(
      `${file}: got the record of cluster ${record.cluster}; allowed: that of ${cluster}; fix: give the folder of this cluster with --secrets`,
    );
  const fingerprint = caFingerprint(secrets, cluster);
  if (fingerprint !== undefined && fingerprint !== record.caFingerprint) {
    throw new InputError(
      `${file}: got the record of a cluster with the CA ${record.caFingerprint}; allowed: the CA of this folder, ${fingerprint}; ` +
        'fix: give the folder that belongs to the running cluster; if that cluster is gone and this one is new, remove the record',
    );
  }
  return record;
}

/** Writes the record. The caller holds the lock of the cluster's folder: whoever takes it clears away what looks half written. */
export async function writeFounded(secrets: string, founded: Founded): Promise<void> {
  await replaceFile(foundedFile(secrets, founded.cluster), `${JSON.stringify(founded, undefined, 2)}\n`);
}

/** The fingerprint of a cluster's CA; undefined where it was not issued. */
export function caFingerprint(secrets: string, cluster: string): string | undefined {
  const pem = new SecretStore(secrets, cluster).part(CA);
  return pem === undefined ? undefined : new X509Certificate(pem).fingerprint256;
}

function parsed(file: string): Founded {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as Founded;
    const complete =
      [record.cluster, record.foundedAt, record.caFingerprint].every((field) => typeof field === 'string') && Array.isArray(record.members);
    if (complete) return record;
  } catch {
    // Said below, together with a record that lacks something.
  }
  throw new InputError(
    `${file}: got something else; allowed: what ha-cluster apply wrote; fix: remove it, and run \`ha-cluster apply\` again while the cluster is up`,
  );
}
