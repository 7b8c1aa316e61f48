import { describedRule } from './description-rule';

/** HA128. */
export const CERTIFICATE_VALIDITY = describedRule(
  {
    id: 'HA128',
    title: 'no certificate outlives its CA',
    cause: 'a certificate is refused as soon as its CA has expired, whatever it says of itself, and the calendar of renewals is wrong',
    fix: 'shorten pki.certificateValidity, or lengthen pki.caValidity',
    needs: ['pki'],
  },
  ({ pki }) => {
    const [own, ca] = [pki.certificateValidity.toDays(), pki.caValidity.toDays()];
    return own > ca ? [{ path: 'pki.certificateValidity', got: `${own} days`, allowed: `at most the ${ca} days of the CAs` }] : [];
  },
);
