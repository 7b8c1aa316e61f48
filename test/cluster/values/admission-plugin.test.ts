import { ADMISSION_PLUGIN } from '../../../lib/cluster/values/admission-plugin';
import { checkValues } from './check';

checkValues(ADMISSION_PLUGIN, {
  good: ['AlwaysPullImages', 'PodNodeSelector', 'Ab'],
  bad: ['NodeRestriction,AlwaysPullImages', '', 'A', 'alwaysPullImages', 'Always Pull', 'A-B', 'Ab\n'],
  message: 'HA032 here: got "NodeRestriction,AlwaysPullImages"; allowed: the name of an admission plugin, like AlwaysPullImages; fix: write the name as `kube-apiserver --help` lists it',
});
