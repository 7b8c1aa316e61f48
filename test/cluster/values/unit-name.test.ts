import { UNIT_NAME } from '../../../lib/cluster/values/unit-name';
import { checkValues } from './check';

checkValues(UNIT_NAME, {
  good: ['chrony.service', 'user@1000.service', 'systemd-logind.service', 'a.b.timer', 'dev-sda\\x2d1.mount', 'x.socket', 'x.path', 'x.target'],
  bad: ['chrony', '', '.service', '-x.service', 'chrony.service; reboot', 'chrony.service\n', 'a b.service', 'a/b.service', 'chrony.slice', '$(x).service'],
  message: 'HA036 here: got "chrony"; allowed: the name of a unit with its suffix: letters, digits and : _ . \\ @ -, then .service, .socket, .timer, .path, .mount or .target; fix: write it in full, like chrony.service',
});
