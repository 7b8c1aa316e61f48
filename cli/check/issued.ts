import { existsSync } from 'fs';
import { InputError } from '../command/errors';
import { calendarOf } from '../pki/calendar';
import { SecretStore } from '../secrets/store';
import { readCluster } from '../stream/read';
import { Ending, endingOf, inOrder } from './certificates';

/**
 * When the certificates that were issued for a cluster end.
 *
 * @param dist folder of the YAML that plans them
 * @param name of the cluster
 * @param secrets folder of all clusters' secrets; only certificates are read
 * @throws InputError where the folder has nothing of this cluster
 */
export function issuedEndings(dist: string, name: string, secrets: string, now: Date): Ending[] {
  const store = new SecretStore(secrets, name);
  if (!existsSync(store.folder)) {
    throw new InputError(
      `--secrets: got ${secrets}, which has no folder ${name}; allowed: the folder that \`ha-cluster pki issue\` filled; fix: give that folder, or leave --secrets out`,
    );
  }
  const calendar = calendarOf(readCluster(dist, name), store, now, 0);
  return inOrder(calendar.map(({ kind, name: secret, host, notAfter }) => endingOf(`${kind}/${secret}`, host, new Date(notAfter), now)));
}
