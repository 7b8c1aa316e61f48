import { parseAddress } from '../address';
import { valueRule } from './value-rule';

const LABELS = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** An address or a DNS name. Numbers and dots are a misspelt address, not a name. */
export const HOST_NAME = valueRule(
  {
    id: 'HA018',
    title: 'neither an address nor a DNS name',
    allowed: 'an IPv4 or IPv6 address, or a lower-case DNS name',
    cause: 'clients could not resolve it, and no certificate could carry it',
    fix: 'write the bare name or address, without scheme, port and path',
  },
  (value) => typeof value === 'string' && value.length <= 253 && (parseAddress(value) !== undefined || (LABELS.test(value) && !/^[0-9]+(\.[0-9]+)+$/.test(value))),
);
