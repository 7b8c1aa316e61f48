import { Size } from 'cdk8s';
import { SIZE } from '../../../lib/cluster/values/size';
import { checkValues } from './check';

checkValues(SIZE, {
  good: [Size.mebibytes(256), Size.gibibytes(8), Size.gibibytes(0.5)],
  bad: [Size.gibibytes(9), Size.mebibytes(255), Size.mebibytes(8193), 8, '8Gi'],
  message: 'HA016 here: got 9Gi; allowed: a Size from 256 MiB to 8 GiB; fix: write Size.gibibytes(8)',
});
