import { textRule } from './value-rule';

/** Container images. */
export const IMAGE = textRule(
  {
    id: 'HA021',
    title: 'not a pinned image',
    allowed: 'an image reference with a registry or path and a tag or digest, not `latest`',
    cause: 'an image that can change under the same name makes two hosts of one cluster run different programs',
    fix: 'write it like registry.example/kube/haproxy:3.0.5',
  },
  /^(?!.*:latest$)[a-z0-9][a-z0-9._:-]*(\/[a-z0-9._-]+)*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|@sha256:[0-9a-f]{64})$/,
  512,
);
