import { Rule } from './cluster/finding';
import { RENDERED_RULES } from './availability/rules';
import { DESCRIPTION_RULES } from './description/rules';

/** Every rule there is. */
export const ALL_RULES: Rule[] = [...DESCRIPTION_RULES, ...RENDERED_RULES];
