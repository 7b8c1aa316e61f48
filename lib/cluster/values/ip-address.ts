import { parseAddress } from '../address';
import { valueRule } from './value-rule';

/** Addresses of hosts, members and endpoints. */
export const IP_ADDRESS = valueRule(
  {
    id: 'HA012',
    title: 'not an IP address',
    allowed: 'an IPv4 or IPv6 address',
    cause: 'the address goes into certificates, etcd peer URLs and HAProxy servers, which all take it literally',
    fix: 'write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
  },
  (value) => typeof value === 'string' && parseAddress(value) !== undefined,
);
