import { Rule, RuleLevel } from '../../cluster/finding';
import { KUBERNETES_ROWS } from '../../versions/table';

/** A Kubernetes version that the table does not have. */
export const UNKNOWN_VERSION: Rule & { readonly allowed: string } = {
  id: 'HA110',
  level: RuleLevel.ERROR,
  title: 'a Kubernetes version that cannot be rendered',
  allowed: `a version like 1.36.3, minor 1.${KUBERNETES_ROWS[0]?.minor} to 1.${KUBERNETES_ROWS[KUBERNETES_ROWS.length - 1]?.minor}`,
  cause: 'flags, probes and images differ by version, and a component exits at a flag that it does not know',
  fix: 'choose a minor of the range; for a newer one, use a release of this package that has a row for it, or add one (CONTRIBUTING.md)',
  acknowledgeable: false,
};
