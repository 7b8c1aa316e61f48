import { textRule } from './value-rule';

/** Modes of files. */
export const FILE_MODE = textRule(
  {
    id: 'HA033',
    title: 'not a file mode',
    allowed: "four octal digits as text, like '0644'",
    cause: 'a number would be read as decimal by one tool and as octal by the next',
    fix: 'quote it',
  },
  /^0[0-7]{3}$/,
);
