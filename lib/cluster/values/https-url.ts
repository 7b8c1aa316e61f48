import { HOST_NAME } from './host-name';
import { valueRule } from './value-rule';

/** Endpoints of an etcd cluster that exists. */
export const HTTPS_URL = valueRule(
  {
    id: 'HA019',
    title: 'not an https endpoint',
    allowed: 'https://<address or name>:<port>',
    cause: 'an etcd endpoint without TLS gives every secret of the cluster to whoever can reach it',
    fix: 'write it like https://10.0.0.21:2379',
  },
  (value) => {
    const match = typeof value === 'string' ? /^https:\/\/(\[[0-9a-fA-F:]+\]|[^[\]/:\s]+):(\d{1,5})$/.exec(value) : null;
    return match !== null && HOST_NAME.accepts(match[1]?.replace(/^\[|\]$/g, '')) && Number(match[2]) > 0 && Number(match[2]) <= 65535;
  },
);
