import { textRule } from './value-rule';

/** The DNS domain of a cluster. */
export const DOMAIN = textRule(
  {
    id: 'HA027',
    title: 'not a DNS domain',
    allowed: 'a lower-case DNS domain of one or more labels',
    cause: 'it becomes part of every Service name and of the names in the certificate of every apiserver',
    fix: 'keep cluster.local, or write a domain of your own like k8s.example.com',
  },
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/,
);
