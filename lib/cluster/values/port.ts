import { valueRule } from './value-rule';

/** TCP ports that a component listens on. */
export const PORT = valueRule(
  {
    id: 'HA014',
    title: 'not a usable port',
    allowed: 'a whole number from 1024 to 65535',
    cause: 'ports below 1024 cannot be bound by the unprivileged users that HAProxy and others run as',
    fix: 'choose a free port from 1024 on',
  },
  (value) => Number.isInteger(value) && (value as number) >= 1024 && (value as number) <= 65535,
);
