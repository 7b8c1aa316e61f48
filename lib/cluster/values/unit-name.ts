import { textRule } from './value-rule';

/** systemd units. */
export const UNIT_NAME = textRule(
  {
    id: 'HA036',
    title: 'not a systemd unit',
    allowed: 'the name of a unit with its suffix: letters, digits and : _ . \\ @ -, then .service, .socket, .timer, .path, .mount or .target',
    cause: 'the unit is named on a command line of every host; anything else there restarts nothing, or something else',
    fix: 'write it in full, like chrony.service',
  },
  /^[A-Za-z0-9][A-Za-z0-9:_.\\@-]*\.(service|socket|timer|path|mount|target)$/,
  255,
);
