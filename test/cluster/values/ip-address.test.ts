import { IP_ADDRESS } from '../../../lib/cluster/values/ip-address';
import { checkValues } from './check';

checkValues(IP_ADDRESS, {
  good: ['10.0.0.1', '255.255.255.255', 'fd00::1', 'FD00:0:0::1', '::', '2001:db8::192.0.2.1'],
  bad: ['10.0.0.256', '', '10.0.0', '010.0.0.1', '0x0a.0.0.1', '167772161', '10.0.0.1/24', '10.0.0.1:80', '[fd00::1]', 'fe80::1%eth0', '::ffff:10.0.0.1', 'fd00:::1', ' 10.0.0.1', '10.0.0.1\n', 'localhost', 167772161],
  message: 'HA012 here: got "10.0.0.256"; allowed: an IPv4 or IPv6 address; fix: write four decimal parts below 256 without leading zeros, or an IPv6 address without zone index',
});
