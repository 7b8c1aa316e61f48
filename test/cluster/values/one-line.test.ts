import { ONE_LINE } from '../../../lib/cluster/values/one-line';
import { checkValues } from './check';

checkValues(ONE_LINE, {
  good: ['', 'a b', '"a" $b %c #d {e}', 'ä→', '$(A)', '{secret:x}'],
  bad: ['a\nb', 'a\rb', 'a\u0000', 'a\tb', 'a\u007f', 'a\u0085b', 'a\u2028b', '${secret:SecretKey/x#key}', 1],
  message: 'HA025 here: got "a\\nb"; allowed: text of one line without control characters and without `${secret:`; fix: remove line breaks and control characters; let the component read a secret from a file of hostFiles',
});
