import { existsSync } from 'fs';
import { join } from 'path';
import { InputError } from '../command/errors';
import { clusterFolder, currentFolder } from '../secrets/layout';
import { PlannedCluster } from '../stream/model';

/** The group that may do everything without any binding: the bindings of the others are what is applied. */
const MASTERS = 'system:masters';

/**
 * The path of the kubeconfig that works before any binding exists. It stays where it is.
 *
 * @throws InputError where it is not planned or was not issued
 */
export function superAdminKubeconfig(cluster: PlannedCluster, secrets: string): string {
  const planned = cluster.secrets.find(
    (secret) => secret.kind === 'Kubeconfig' && secret.host === undefined && secret.spec.subject.organizations?.includes(MASTERS),
  );
  if (!planned)
    throw new InputError(
      `cluster ${cluster.name}: got no Kubeconfig of the group ${MASTERS}; allowed: the one that HaCluster plans, super-admin; fix: synthesise again`,
    );
  const folder = currentFolder(clusterFolder(secrets, cluster.name), planned.kind, planned.name);
  const file = folder && join(folder, 'kubeconfig');
  if (!file || !existsSync(file)) {
    throw new InputError(
      `${join(clusterFolder(secrets, cluster.name), planned.kind, planned.name)}: got nothing; needed: the kubeconfig of ${planned.name}; fix: run \`ha-cluster pki issue --secrets ${secrets}\`, or give the right folder with --secrets`,
    );
  }
  return file;
}
