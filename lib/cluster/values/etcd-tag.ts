import { textRule } from './value-rule';

/** Tags of the etcd image. */
export const ETCD_TAG = textRule(
  {
    id: 'HA030',
    title: 'not an etcd version that can be rendered',
    allowed: 'the tag of an etcd 3.5 or 3.6 image, like 3.6.8-0',
    cause: 'flags and probes differ by etcd version, and etcd exits at a flag that it does not know',
    fix: 'leave it out to get the version that belongs to Kubernetes, or give a tag of 3.5 or 3.6',
  },
  /^3\.[56]\.\d{1,3}(-\d+)?$/,
);
