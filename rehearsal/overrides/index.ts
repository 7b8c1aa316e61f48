export { Difference, differences, differencesText } from './differences';
export { overridesFor, writeOverrides } from './drop-ins';
export { machineFacts, MachineFacts } from './machine-facts';
export { MASKED_UNITS, MaskedUnit } from './masked-units';
export { Override } from './override';
