import { DescriptionRule } from './description-rule';

/** The rules about descriptions, by id. */
export const DESCRIPTION_RULES: DescriptionRule[] = [];
