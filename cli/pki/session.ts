import { Output } from '../command/output';
import { prepareFolder, SecretsFolder } from '../secrets/folder';
import { withLock } from '../secrets/lock';
import { SecretStore } from '../secrets/store';
import { tighten } from '../secrets/tighten';
import { recover } from '../secrets/write';

/**
 * Does something with a store that nobody else changes meanwhile, that is closed to others, and in which no replacement is half done.
 *
 * @throws InputError where the folder is no place for secrets; PrerequisiteError where another process holds the lock
 */
export async function withStore<T>(where: SecretsFolder, output: Output, body: (store: SecretStore) => Promise<T>): Promise<T> {
  const folder = await prepareFolder(where, (line) => output.progress(line));
  return withLock(folder, async () => {
    await recover(folder);
    for (const { path, got, allowed } of await tighten(folder)) output.progress(`${path}: mode ${got} changed to ${allowed}`);
    return body(new SecretStore(where.secrets, where.cluster));
  });
}
