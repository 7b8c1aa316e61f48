import { apiServersOf } from '../read/apiservers';
import { showMillis } from '../read/durations';
import { renderedRule } from './rule';

/** How long an apiserver lets requests in flight finish: its own request timeout (`--request-timeout`, default 60 s). */
const REQUEST_MS = 60_000;

/** HA206. */
export const GRACE_PERIOD = renderedRule(
  {
    id: 'HA206',
    title: 'the kubelet waits until an apiserver has drained',
    cause: 'the kubelet kills the apiserver in the middle of its shutdown, and every request and watch that was still open breaks',
    fix: 'raise terminationGracePeriodSeconds of the pod',
  },
  (cluster) =>
    apiServersOf(cluster).flatMap(({ host, pod }) => {
      const flags = pod.flags();
      const delay = flags.millis('shutdown-delay-duration') ?? 0;
      const drain = flags.millis('request-timeout') ?? REQUEST_MS;
      const watches = flags.millis('shutdown-watch-termination-grace-period') ?? 0;
      const needed = delay + drain + watches;
      if (pod.graceMillis >= needed) return [];
      const parts = [
        `shutdown delay ${showMillis(delay)}`,
        `requests in flight ${showMillis(drain)}`,
        ...(watches > 0 ? [`watches ${showMillis(watches)}`] : []),
      ];
      return [
        {
          host: host.name,
          field: `${pod.name} spec.terminationGracePeriodSeconds`,
          got: showMillis(pod.graceMillis),
          allowed: `at least ${showMillis(needed)}: ${parts.join(', ')}`,
        },
      ];
    }),
);
