import { ETCD_TAG } from '../../../lib/cluster/values/etcd-tag';
import { checkValues } from './check';

checkValues(ETCD_TAG, {
  good: ['3.6.8-0', '3.6.0', '3.5.24-0', '3.5.3'],
  bad: ['3.7.0', 'v3.6.8', '3.4.13-4', '3.6', '3.6.8-', '3.6.8-rc.1', 'latest', '3.6.8-0\n', '3.6.8 --x'],
  message: 'HA030 here: got "3.7.0"; allowed: the tag of an etcd 3.5 or 3.6 image, like 3.6.8-0; fix: leave it out to get the version that belongs to Kubernetes, or give a tag of 3.5 or 3.6',
});
