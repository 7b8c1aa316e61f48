import { ONE_LINE } from './one-line';
import { valueRule } from './value-rule';

/** Why a finding is accepted. */
export const REASON = valueRule(
  {
    id: 'HA038',
    title: 'an acknowledgement without a reason',
    allowed: 'text that says why',
    cause: 'whoever reads the report in a year can only guess whether the finding still may be accepted',
    fix: 'say why it is right for this cluster',
  },
  (value) => ONE_LINE.accepts(value) && String(value).trim() !== '',
);
