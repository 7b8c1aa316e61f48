import { apiBackendsOf, inProxy } from '../read/balancers';
import { showMillis } from '../read/durations';
import { checkLimits, decidingServer } from '../read/haproxy-detection';
import { distinct, Fault, renderedRule } from './rule';

/** As long as one slow fsync of etcd may take on a busy disk, which /readyz waits for (design, fast and steady failover). */
const LEAST_MS = 1000;

/** HA218. */
export const CHECK_TIMEOUT = renderedRule(
  {
    id: 'HA218',
    title: 'a health check survives one slow fsync',
    cause:
      '/readyz waits for etcd, and etcd for its disk: with a shorter limit a busy disk takes every apiserver out of every balancer at the same time',
    fix: 'set `timeout check 1s` or more',
  },
  (cluster) =>
    apiBackendsOf(cluster).flatMap(({ host, file, proxy, servers }) => {
      const faults = servers.flatMap((server): Fault[] => {
        const deciding = decidingServer(file, proxy, server);
        if (!deciding) return [];
        const { connect, answer } = checkLimits(deciding);
        const allowed = `at least ${showMillis(LEAST_MS)}`;
        if (answer > 0)
          return answer >= LEAST_MS ? [] : [{ host: host.name, field: inProxy(deciding.proxy, 'timeout check'), got: showMillis(answer), allowed }];
        if (connect >= LEAST_MS) return [];
        return [
          {
            host: host.name,
            field: inProxy(deciding.proxy, 'timeout check'),
            got: `nothing, so that inter limits a check to ${showMillis(connect)}`,
            allowed,
          },
        ];
      });
      return distinct(faults);
    }),
);
