import { Rule, RuleLevel } from '../../cluster/finding';

/** HA130. A patch that no object is the target of; found where patches are handed out. */
export const PATCH_MATCHES_NOTHING: Rule = {
  id: 'HA130',
  level: RuleLevel.ERROR,
  title: 'a patch whose target does not exist',
  cause: 'a change that was thought to be in force is not, and nobody notices',
  fix: 'correct kind, name or host; `metadata.name` and the label ha-cluster.local/host in the rendered YAML say what exists',
  acknowledgeable: false,
};
