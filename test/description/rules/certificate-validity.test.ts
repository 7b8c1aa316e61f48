import { Duration } from 'cdk8s';
import { CERTIFICATE_VALIDITY } from '../../../lib/description/rules/certificate-validity';
import { linesOf } from '../given';

test('a certificate for longer than its CA', () => {
  expect(linesOf(CERTIFICATE_VALIDITY, { pki: { caValidity: Duration.days(365), certificateValidity: Duration.days(366) } })).toEqual([
    'HA128 pki.certificateValidity: got 366 days; allowed: at most the 365 days of the CAs; fix: shorten pki.certificateValidity, or lengthen pki.caValidity',
  ]);
});

test('as long as the CA', () => {
  expect(linesOf(CERTIFICATE_VALIDITY, { pki: { caValidity: Duration.days(365), certificateValidity: Duration.days(365) } })).toEqual([]);
});
