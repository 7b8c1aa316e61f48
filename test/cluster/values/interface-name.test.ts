import { INTERFACE_NAME } from '../../../lib/cluster/values/interface-name';
import { checkValues } from './check';

checkValues(INTERFACE_NAME, {
  good: ['eth0', 'bond0.100', 'veth0@if7', 'a', 'e'.repeat(15), 'wg_0-1'],
  bad: ['e'.repeat(16), '', 'eth0/24', 'eth 0', '-eth0', '.', '..', '@eth0', 'eth0\n}', 'eth0"', 'eth0#', 'eth0{'],
  message: 'HA017 here: got "eeeeeeeeeeeeeeee"; allowed: an interface name: 1 to 15 letters, digits, dots, dashes, underscores or @, no slash and no space; fix: use the name that `ip link` shows, such as eth0, ens192 or bond0.100',
});
