import { Duration } from 'cdk8s';
import { BadInput, timing } from '../given';

const TIME = 'a Duration of whole milliseconds, greater than zero and at most a day; fix: write Duration.seconds(4) or Duration.millis(500)';
const SECONDS = 'a Duration of 1 to 3600 whole seconds; fix: write Duration.seconds(1)';
const ADVERTISEMENT = 'a Duration from 10 ms to 40.95 s, in steps of 10 ms; fix: write Duration.millis(100)';
const COUNT = 'a whole number from 1 to 20; fix: choose a number within the range';

/** Every number of the timing: a wrong value, how it is shown, what is allowed, and a value beside the default that keeps every relation. */
const NUMBERS: [string, string, unknown, string, string, unknown][] = [
  ['vrrpAdvertisement', 'HA039', 100, '100', ADVERTISEMENT, Duration.millis(200)],
  ['vrrpAdvertisement', 'HA039', Duration.millis(355), '355 ms', ADVERTISEMENT, Duration.millis(350)],
  ['vrrpAdvertisement', 'HA039', Duration.seconds(50), '50 s', ADVERTISEMENT, Duration.seconds(1)],
  ['vrrpCheckInterval', 'HA035', Duration.millis(500), '500 ms', SECONDS, Duration.seconds(2)],
  ['vrrpCheckFall', 'HA026', 0, '0', COUNT, 2],
  ['vrrpCheckRise', 'HA026', 1.5, '1.5', COUNT, 1],
  ['proxyInterval', 'HA015', '500ms', '"500ms"', TIME, Duration.millis(400)],
  ['proxyFastInterval', 'HA015', Duration.millis(0), '0 ms', TIME, Duration.millis(100)],
  ['proxyDownInterval', 'HA015', Duration.days(2), '2 d', TIME, Duration.seconds(1)],
  ['workerProxyInterval', 'HA015', true, 'true', TIME, Duration.millis(900)],
  ['workerProxyFastInterval', 'HA015', [], '[]', TIME, Duration.millis(300)],
  ['proxyFall', 'HA026', '2', '"2"', COUNT, 3],
  ['proxyRise', 'HA026', 21, '21', COUNT, 1],
  ['proxyConnectTimeout', 'HA015', 0.3, '0.3', TIME, Duration.millis(200)],
  ['proxyCheckTimeout', 'HA015', {}, '{}', TIME, Duration.millis(1100)],
  ['proxyIdleTimeout', 'HA015', Infinity, 'Infinity', TIME, Duration.minutes(5)],
  ['proxyTunnelTimeout', 'HA015', () => 4, 'a function', TIME, Duration.hours(24)],
  ['proxyRetries', 'HA026', -1, '-1', COUNT, 4],
  ['apiserverShutdownDelay', 'HA015', 5, '5', TIME, Duration.seconds(6)],
  ['apiserverGracePeriod', 'HA035', Duration.hours(2), '2 h', SECONDS, Duration.seconds(90)],
  ['leaseDuration', 'HA015', Duration.millis(1.5), '1.5 ms', TIME, Duration.seconds(7)],
  ['leaseRenewDeadline', 'HA015', 'PT4S', '"PT4S"', TIME, Duration.millis(4500)],
  ['leaseRetryPeriod', 'HA015', NaN, 'NaN', TIME, Duration.millis(900)],
  ['etcdHeartbeat', 'HA015', -100, '-100', TIME, Duration.millis(90)],
  ['etcdElection', 'HA015', '1000', '"1000"', TIME, Duration.millis(900)],
  ['nodeMonitorGrace', 'HA015', 50n, '50', TIME, Duration.seconds(60)],
  ['defaultToleration', 'HA035', Duration.millis(299_500), '299500 ms', SECONDS, Duration.seconds(60)],
];

/** The numbers of the timing, one by one. */
export const TIMING: BadInput[] = NUMBERS.map(([field, rule, wrong, shown, allowed, good]) => ({
  covers: [`FailoverTimingProps.${field}`, rule],
  name: `${field} of ${shown}`,
  change: timing({ [field]: wrong }),
  message: [`${rule} timing.${field}: got ${shown}; allowed: ${allowed}`],
  good: timing({ [field]: good }),
}));
