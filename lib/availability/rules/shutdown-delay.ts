import { ApiServer, apiServersOf, leadsTo } from '../read/apiservers';
import { ApiBackend, apiBackendsOf } from '../read/balancers';
import { showMillis } from '../read/durations';
import { decidingServer, notReadyMillis } from '../read/haproxy-detection';
import { renderedRule } from './rule';

/** HA205. */
export const SHUTDOWN_DELAY = renderedRule(
  {
    id: 'HA205',
    title: 'an apiserver serves until every HAProxy has noticed that it stops',
    cause: 'an apiserver that closes its port while a balancer still sends connections to it refuses them: every planned restart fails requests',
    fix: 'raise --shutdown-delay-duration and terminationGracePeriodSeconds with it, or let HAProxy check more often',
  },
  (cluster) => {
    const backends = apiBackendsOf(cluster);
    return apiServersOf(cluster).flatMap((apiServer) => {
      const delay = apiServer.pod.flags().millis('shutdown-delay-duration') ?? 0;
      const [slowest] = backends.flatMap((backend) => detections(backend, apiServer)).sort((a, b) => b.millis - a.millis);
      if (!slowest || delay >= slowest.millis) return [];
      const allowed = `at least ${showMillis(slowest.millis)}, after which HAProxy on ${slowest.host} has noticed at the latest`;
      return [{ host: apiServer.host.name, field: `${apiServer.pod.name} --shutdown-delay-duration`, got: showMillis(delay), allowed }];
    });
  },
);

function detections(backend: ApiBackend, apiServer: ApiServer): { millis: number; host: string }[] {
  return backend.servers
    .filter((server) => leadsTo(apiServer, server.address, server.port, backend.host))
    .flatMap((server) => {
      const deciding = decidingServer(backend.file, backend.proxy, server);
      return deciding ? [{ millis: notReadyMillis(deciding), host: backend.host.name }] : [];
    });
}
