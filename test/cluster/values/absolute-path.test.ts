import { ABSOLUTE_PATH } from '../../../lib/cluster/values/absolute-path';
import { checkValues } from './check';

checkValues(ABSOLUTE_PATH, {
  good: ['/a', '/etc/kubernetes/extra.yaml', '/srv/a_b-c.d@e:f+g', '/...', '/etc/.hidden'],
  bad: ['etc/a', '', '/', '/a/', '//a', '/a//b', '/a/./b', '/a/../b', '/..', '~/a', '/a b', '/a\nb', '/a"', "/a'", '/a$b', '/ä', '/a\\b', '/a#b'],
  message: 'HA020 here: got "etc/a"; allowed: an absolute path of letters, digits and . _ - @ : +, without empty, `.` and `..` parts; fix: write it in full, like /etc/kubernetes/extra.yaml',
});
