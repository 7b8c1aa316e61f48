import { apiBackendsOf, inProxy } from '../read/balancers';
import { showMillis } from '../read/durations';
import { HaproxyProxy } from '../read/haproxy-file';
import { Fault, renderedRule } from './rule';

/** After this time of silence client-go pings an HTTP/2 connection (HTTP2_READ_IDLE_TIMEOUT_SECONDS). */
const PING_MS = 30_000;

/** HA208. */
export const IDLE_TIMEOUTS = renderedRule(
  {
    id: 'HA208',
    title: 'HAProxy keeps silent connections for more than 30 s',
    cause: 'clients ping a silent connection after 30 s only; HAProxy cuts it before, and every quiet watch of the cluster starts again and again',
    fix: 'set `timeout tunnel` in the backend, or raise `timeout client` and `timeout server`',
  },
  (cluster) =>
    apiBackendsOf(cluster).flatMap(({ host, proxy, entries }) => {
      const fault = (place: HaproxyProxy, name: string): Fault[] => {
        const millis = place.timeouts.get(name);
        if (millis === undefined || millis === 0 || millis > PING_MS) return [];
        return [{ host: host.name, field: inProxy(place, `timeout ${name}`), got: showMillis(millis), allowed: `more than ${showMillis(PING_MS)}` }];
      };
      if (proxy.timeouts.has('tunnel')) return fault(proxy, 'tunnel');
      return [...entries.flatMap((entry) => fault(entry, 'client')), ...fault(proxy, 'server')];
    }),
);
