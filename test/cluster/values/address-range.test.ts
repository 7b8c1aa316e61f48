import { ADDRESS_RANGE } from '../../../lib/cluster/values/address-range';
import { checkValues } from './check';

checkValues(ADDRESS_RANGE, {
  good: ['10.0.0.0/8', '10.0.0.1/32', '0.0.0.0/0', 'fd00::/56', 'FD00::/64', '::/0', 'fd00::1/128'],
  bad: ['10.0.0.1/24', '10.0.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0.0/ 8', '10.0/16', 'fd00::1/64', 'fd00::/129', '::ffff:10.0.0.0/104', 'a/8', '10.0.0.0/0x8'],
  message: 'HA013 here: got "10.0.0.1/24"; allowed: an address range in CIDR form whose address is the first of the range; fix: write it like 10.244.0.0/16 or fd00:10:244::/56',
});
