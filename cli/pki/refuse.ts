import { FindingsError } from '../command/errors';
import { SecretStore } from '../secrets/store';
import { PlannedCluster, PlannedSecret } from '../stream/model';
import { problemLine, SecretProblem } from './compare';
import { GivenCa } from './given-ca';
import { idOf } from './roots';

/**
 * Stops before anything is written where a CA or a key that a cluster may rely on is not as planned.
 *
 * @param given CAs that are about to be copied in, so that what is said about them is settled
 * @throws FindingsError with all of them
 */
export function refuseBrokenRoots(problems: SecretProblem[], given: GivenCa[], store: SecretStore): void {
  const settled = new Set(given.map(({ name }) => idOf({ kind: 'Certificate', name })));
  const broken = problems.filter((problem) => problem.remedy === 'operator' && problem.type !== 'foreign' && !settled.has(idOf(problem)));
  if (broken.length === 0) return;
  const lines = broken.map((problem) => `  ${problemLine(problem)}`);
  throw new FindingsError([`${store.folder}: nothing was issued; what a cluster may rely on is not as planned:`, ...lines].join('\n'));
}

/**
 * Stops before anything is written where something has to be signed by a CA whose key is not here.
 *
 * @param due what is going to be issued
 * @throws FindingsError that names the CA and what it would have to sign
 */
export function refuseUnsigned(due: PlannedSecret[], given: GivenCa[], cluster: PlannedCluster, store: SecretStore): void {
  for (const ca of cluster.secrets.filter(({ kind, spec }) => kind === 'Certificate' && spec.ca)) {
    const part = (name: string) => store.part({ kind: ca.kind, name: ca.name, part: name });
    const gift = given.find(({ name }) => name === ca.name);
    const [there, key] = [gift?.certificate ?? part('tls.crt'), gift?.key ?? part('tls.key')];
    const waiting = due.filter(({ spec }) => 'issuer' in spec && spec.issuer === ca.name).map(idOf);
    if (there === undefined || key !== undefined || waiting.length === 0) continue;
    throw new FindingsError(
      `${idOf(ca)}: got no key; allowed: none only where nothing has to be signed, but ${waiting.join(', ')} must be; fix: --ca ${ca.name}=ca.crt,ca.key, or put what that CA signed into ${store.folder}`,
    );
  }
}
