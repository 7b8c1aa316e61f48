import { CIS_RULES } from './availability/cis';
import { RENDERED_RULES } from './availability/rules';
import { Rule } from './cluster/finding';
import { VALIDITY } from './cluster/pki-props';
import { MISSING_VALUE, UNKNOWN_PROPERTY, WRONG_TYPE } from './cluster/shape';
import { ABSOLUTE_PATH } from './cluster/values/absolute-path';
import { ADDRESS_RANGE } from './cluster/values/address-range';
import { ADMISSION_PLUGIN } from './cluster/values/admission-plugin';
import { ADVERTISEMENT } from './cluster/values/advertisement';
import { CALENDAR } from './cluster/values/calendar';
import { DNS_LABEL } from './cluster/values/dns-label';
import { DOMAIN } from './cluster/values/domain';
import { DURATION } from './cluster/values/duration';
import { ETCD_TAG } from './cluster/values/etcd-tag';
import { FILE_MODE } from './cluster/values/file-mode';
import { FLAG_NAME } from './cluster/values/flag-name';
import { HOST_NAME } from './cluster/values/host-name';
import { HTTPS_URL } from './cluster/values/https-url';
import { IMAGE } from './cluster/values/image';
import { INTERFACE_NAME } from './cluster/values/interface-name';
import { IP_ADDRESS } from './cluster/values/ip-address';
import { LABEL_KEY } from './cluster/values/label-key';
import { LABEL_VALUE } from './cluster/values/label-value';
import { OBJECT_NAME } from './cluster/values/object-name';
import { ONE_LINE } from './cluster/values/one-line';
import { PORT } from './cluster/values/port';
import { REASON } from './cluster/values/reason';
import { REGISTRY } from './cluster/values/registry';
import { SIZE } from './cluster/values/size';
import { TAINT_EFFECTS } from './cluster/values/taint-effect';
import { UNIT_NAME } from './cluster/values/unit-name';
import { USER_NAME } from './cluster/values/user-name';
import { VARIABLE_NAME } from './cluster/values/variable-name';
import { wholeNumber } from './cluster/values/whole-number';
import { WHOLE_SECONDS } from './cluster/values/whole-seconds';
import { DESCRIPTION_RULES } from './description/rules';
import { NOT_ACKNOWLEDGEABLE, UNKNOWN_RULE, UNUSED_ACKNOWLEDGEMENT } from './description/rules/acknowledgements';
import { PATCH_MATCHES_NOTHING } from './description/rules/patch-target';
import { UNKNOWN_VERSION } from './description/rules/unknown-version';

/** Rules about the shape of what was given: names, presence and types. */
export const SHAPE_RULES: Rule[] = [UNKNOWN_PROPERTY, MISSING_VALUE, WRONG_TYPE];

/** Rules about single values. */
export const VALUE_RULES: Rule[] = [
  DNS_LABEL,
  LABEL_VALUE,
  IP_ADDRESS,
  ADDRESS_RANGE,
  PORT,
  DURATION,
  SIZE,
  INTERFACE_NAME,
  HOST_NAME,
  HTTPS_URL,
  ABSOLUTE_PATH,
  IMAGE,
  REGISTRY,
  FLAG_NAME,
  VARIABLE_NAME,
  ONE_LINE,
  // One rule with a range for each use: what it says about itself is the same.
  wholeNumber(0, 0),
  DOMAIN,
  LABEL_KEY,
  TAINT_EFFECTS,
  ETCD_TAG,
  VALIDITY,
  ADMISSION_PLUGIN,
  FILE_MODE,
  USER_NAME,
  WHOLE_SECONDS,
  UNIT_NAME,
  OBJECT_NAME,
  REASON,
  ADVERTISEMENT,
  CALENDAR,
];

/** Rules that are checked while the description is read, and not by a function of their own. */
const READING_RULES: Rule[] = [UNKNOWN_VERSION, UNKNOWN_RULE, NOT_ACKNOWLEDGEABLE, UNUSED_ACKNOWLEDGEMENT, PATCH_MATCHES_NOTHING];

/** Rules about the description as it was given, in the order of their ids. */
export const GIVEN_RULES: Rule[] = [
  ...SHAPE_RULES,
  ...VALUE_RULES,
  ...[...DESCRIPTION_RULES, ...READING_RULES].sort((a, b) => (a.id < b.id ? -1 : 1)),
];

/** Every rule there is. */
export const ALL_RULES: Rule[] = [...GIVEN_RULES, ...RENDERED_RULES, ...CIS_RULES];
