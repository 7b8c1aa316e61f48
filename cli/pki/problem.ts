import { PlannedSecret } from '../stream/model';

/** What may be wrong with a secret. */
export type ProblemType = 'missing' | 'stale' | 'expired' | 'not-yet-valid' | 'foreign';

/**
 * What mends it: a new key and certificate; the file around a certificate that stays; removing it; or nothing that a command may do by itself, since
 * a cluster that runs would break.
 */
export type Remedy = 'issue' | 'rewrite' | 'prune' | 'operator';

/** One thing that is wrong with one secret. */
export interface Finding {
  readonly type: ProblemType;
  /** What was got and what is planned; never material. */
  readonly text: string;
  readonly remedy: Remedy;
  /**
   * What to do about it.
   *
   * @default - the command that mends it
   */
  readonly fix?: string;
}

/** All that is wrong with one secret. */
export interface SecretProblem extends Finding {
  readonly kind: PlannedSecret['kind'];
  readonly name: string;
  /** The host that it is for; none for what belongs to the cluster. */
  readonly host?: string;
  readonly fix: string;
}

const FIXES: Record<Remedy, string> = {
  issue: 'run `ha-cluster pki issue`',
  rewrite: 'run `ha-cluster pki issue`',
  prune: 'run `ha-cluster pki issue --prune`',
  operator: 'take it from a backup of the secrets folder',
};

/** What has to be done for all of several findings: the one that changes more. */
const REMEDIES: Remedy[] = ['operator', 'issue', 'rewrite', 'prune'];

/** Which of several findings tells most. */
const TYPES: ProblemType[] = ['missing', 'expired', 'not-yet-valid', 'stale', 'foreign'];

/** The problem that several findings about one secret are. */
export function problemOf({ kind, name, host }: Pick<SecretProblem, 'kind' | 'name' | 'host'>, findings: Finding[]): SecretProblem[] {
  if (findings.length === 0) return [];
  const remedy = REMEDIES.find((candidate) => findings.some((finding) => finding.remedy === candidate))!;
  const type = TYPES.find((candidate) => findings.some((finding) => finding.type === candidate))!;
  const fix = findings.find((finding) => finding.remedy === remedy && finding.fix !== undefined)?.fix ?? FIXES[remedy];
  return [{ kind, name, ...(host === undefined ? {} : { host }), type, text: findings.map((finding) => finding.text).join('; '), remedy, fix }];
}

/** A problem as one line. */
export function problemLine({ kind, name, text, fix }: SecretProblem): string {
  return `${kind}/${name}: ${text}; fix: ${fix}`;
}
