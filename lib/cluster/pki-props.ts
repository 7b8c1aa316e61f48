import { Duration } from 'cdk8s';
import { oneOf, optional, Shape } from './shape';
import { valueRule } from './values/value-rule';

/** How private keys are made. */
export enum KeyAlgorithm {
  /** ECDSA on the curve P-256: small and fast, accepted by every component. */
  ECDSA_P256 = 'ECDSA-P256',
  /** RSA with 2048 bits. */
  RSA_2048 = 'RSA-2048',
  /** RSA with 4096 bits. */
  RSA_4096 = 'RSA-4096',
}

/** What is the same for all certificates. */
export interface PkiOptions {
  /**
   * How private keys are made.
   *
   * @default KeyAlgorithm.ECDSA_P256
   */
  readonly keyAlgorithm?: KeyAlgorithm;

  /**
   * How long CAs are valid.
   *
   * @default Duration.days(3650)
   */
  readonly caValidity?: Duration;

  /**
   * How long all other certificates are valid. They have to be renewed before.
   *
   * @default Duration.days(365)
   */
  readonly certificateValidity?: Duration;
}

const DAYS = valueRule(
  {
    id: 'HA031',
    title: 'not a usable validity',
    allowed: 'a Duration of 1 to 3650 whole days',
    cause: 'certificates count in days, and one that outlives ten years outlives whoever knows about it',
    fix: 'write Duration.days(365)',
  },
  (value) => {
    if (!(value instanceof Duration)) return false;
    const days = value.toDays({ integral: false });
    return Number.isInteger(days) && days >= 1 && days <= 3650;
  },
);

/** The rule about validities, for the list of rules. */
export const VALIDITY = DAYS;

/** Fields of the options. */
export const PKI_SHAPE: Shape = {
  keyAlgorithm: optional(oneOf([KeyAlgorithm.ECDSA_P256, KeyAlgorithm.RSA_2048, KeyAlgorithm.RSA_4096])),
  caValidity: optional(DAYS),
  certificateValidity: optional(DAYS),
};
