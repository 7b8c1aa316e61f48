import { CALENDAR } from '../../../lib/cluster/values/calendar';
import { checkValues } from './check';

checkValues(CALENDAR, {
  good: ['hourly', 'daily', 'weekly', '*:00/30', '*-*-* 0/6:15', '03:30', '03:30:15 UTC', 'Mon..Fri 03:30 UTC', 'Mon,Thu *-*-* 02,14:00', '*-*-* 08..18:30'],
  bad: ['30 * * * *', '', 'hourly\nOnBootSec=1', '2025-01-01 03:30', 'yearly', 'monday 03:30', '03', '3:30 Europe/Berlin', '*-*-01 03:30'],
  message:
    'HA040 here: got "30 * * * *"; allowed: hourly, daily or weekly, or a calendar time of systemd: weekdays or none, *-*-* or none, then hours:minutes[:seconds] and UTC or nothing; '
    + "fix: write 'hourly', '*-*-* 0/6:15' for every six hours, or 'Mon..Fri 03:30 UTC'; `systemd-analyze calendar` shows what it means",
});
