import { textRule } from './value-rule';

const DAY = '(Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const NUMBERS = '(\\*|\\d{1,2})([.]{2}\\d{1,2})?(/\\d{1,2})?';
const LIST = `${NUMBERS}(,${NUMBERS})*`;

/** Times at which a systemd timer fires: the forms of systemd.time(7) that can be read in one way. */
export const CALENDAR = textRule(
  {
    id: 'HA040',
    title: 'not a schedule',
    allowed:
      'hourly, daily or weekly, or a calendar time of systemd: weekdays or none, *-*-* or none, then hours:minutes[:seconds] and UTC or nothing',
    cause: 'a timer that systemd cannot read never fires, and nobody misses the backups until they are needed',
    fix: "write 'hourly', '*-*-* 0/6:15' for every six hours, or 'Mon..Fri 03:30 UTC'; `systemd-analyze calendar` shows what it means",
  },
  new RegExp(`^(hourly|daily|weekly|(${DAY}(([.]{2}|,)${DAY})* )?([*]-[*]-[*] )?${LIST}:${LIST}(:${LIST})?( UTC)?)$`),
);
