import { existsSync } from 'fs';
import { FindingsError } from '../command/errors';
import { comparePlan, problemLine } from '../pki/compare';
import { withLock } from '../secrets/lock';
import { SecretStore } from '../secrets/store';
import { PlannedCluster, PlannedHost, SecretRef } from '../stream/model';
import { refText, secretRefsOf } from '../stream/secret-refs';

/** The values that trees are filled with. */
export type SecretValues = (ref: SecretRef) => string;

/**
 * Reads every value that the files of some hosts ask for.
 *
 * @param now when certificates must be valid
 * @throws FindingsError with every secret that is missing, does not fit the plan, or belongs to another host
 */
export async function readSecrets(cluster: PlannedCluster, hosts: PlannedHost[], store: SecretStore, now: Date): Promise<SecretValues> {
  const read = (): Promise<Map<string, string>> => Promise.resolve(valuesOf(cluster, hosts, store, now));
  // Without a folder there is nothing to be locked, and everything is missing.
  const values = existsSync(store.folder) ? await withLock(store.folder, read) : await read();
  return (ref) => values.get(refText(ref))!;
}

function valuesOf(cluster: PlannedCluster, hosts: PlannedHost[], store: SecretStore, now: Date): Map<string, string> {
  const names = hosts.map(({ name }) => name);
  const ofPlan = comparePlan(cluster, store, now).filter(({ host }) => host === undefined || names.includes(host));
  const known = new Set(ofPlan.map(({ kind, name }) => `${kind}/${name}`));
  const problems = [...ofPlan.map(problemLine), ...hosts.flatMap((host) => ownerProblems(cluster, host))];
  const values = new Map<string, string>();
  for (const ref of hosts.flatMap(secretRefsOf)) {
    const value = values.get(refText(ref)) ?? store.part(ref);
    if (value !== undefined) values.set(refText(ref), value);
    else if (!known.has(`${ref.kind}/${ref.name}`)) problems.push(`${refText(ref)}: got nothing; fix: name a part that it has, or plan it`);
  }
  if (problems.length > 0) throw new FindingsError(message(cluster, store, [...new Set(problems)]));
  return values;
}

/** What hosts may not have: secrets that are planned for another one. */
function ownerProblems(cluster: PlannedCluster, host: PlannedHost): string[] {
  return secretRefsOf(host).flatMap((ref) => {
    const planned = cluster.secrets.find(({ kind, name }) => kind === ref.kind && name === ref.name);
    if (planned?.host === undefined || planned.host === host.name) return [];
    return [
      `${refText(ref)}: got wanted by a file of ${host.name}; allowed: ${planned.host}, for which it is planned; fix: plan one for ${host.name}`,
    ];
  });
}

function message(cluster: PlannedCluster, store: SecretStore, problems: string[]): string {
  return [
    `cluster ${cluster.name}: nothing is bundled, since the secrets in ${store.folder} are not as planned:`,
    ...problems.map((line) => `  ${line}`),
  ].join('\n');
}
