import { textRule } from './value-rule';

/** Network interfaces. */
export const INTERFACE_NAME = textRule(
  {
    id: 'HA017',
    title: 'not a network interface name',
    allowed: 'an interface name: 1 to 15 letters, digits, dots, dashes, underscores or @, no slash and no space',
    cause: 'the kernel knows no such interface, and keepalived would start in the fault state',
    fix: 'use the name that `ip link` shows, such as eth0, ens192 or bond0.100',
  },
  /^[A-Za-z0-9][A-Za-z0-9._@-]*$/,
  15,
);
