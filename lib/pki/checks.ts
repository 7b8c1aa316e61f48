import { shown } from '../cluster/finding';
import { Check } from '../cluster/shape';
import { DNS_LABEL } from '../cluster/values/dns-label';
import { HOST_NAME } from '../cluster/values/host-name';

/** A name in a certificate: of a host, or in DNS. */
export const CERTIFICATE_NAME: Check = (value, path, findings) => {
  if (DNS_LABEL.accepts(value) || HOST_NAME.accepts(value)) return true;
  findings.push({ rule: HOST_NAME, path, got: shown(value), allowed: HOST_NAME.allowed });
  return false;
};
