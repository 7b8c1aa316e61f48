import { Duration } from 'cdk8s';
import { MONITOR_READY } from './haproxy-config';
import { durationProblems, portProblems, refuse } from './problem';

/** What the check script asks. */
export interface CheckHaproxyConfig {
  /** Port of HAProxy's monitor on 127.0.0.1. */
  readonly monitorPort: number;
  /** How long it waits for the answer. */
  readonly timeout: Duration;
}

/**
 * Renders the script by which keepalived learns whether this host's HAProxy should have the address: it asks the monitor, never an apiserver.
 *
 * bash by itself, because a plain Debian host has no curl, a plain RHEL host no wget, neither has socat, and both always have bash, whose
 * /dev/tcp opens a connection without another process. Connecting on loopback does not wait (the kernel accepts for a stopped process),
 * reading is bounded by `timeout`, and keepalived's own limit of one interval ends what is left, such as a full accept queue.
 *
 * @throws Error when the config cannot be rendered
 */
export function renderCheckHaproxy(config: CheckHaproxyConfig): string {
  refuse('check-haproxy', [...portProblems('check.monitorPort', config.monitorPort, 1024), ...durationProblems('check.timeout', config.timeout, 10, 3_600_000)]);
  return `#!/bin/bash
# Exits 0 while the HAProxy of this host should have the virtual address.
{ exec 3<>/dev/tcp/127.0.0.1/${config.monitorPort}; } 2>/dev/null || exit 1
printf 'GET ${MONITOR_READY} HTTP/1.0\\r\\n\\r\\n' >&3 || exit 1
read -r -t ${config.timeout.toMilliseconds() / 1000} -u 3 _ status _ || exit 1
[ "$status" = 200 ]
`;
}

/**
 * Renders the kubeadm guide's check, which asks an apiserver through the balancer: the yardstick. It needs curl.
 *
 * @throws Error when the port cannot be rendered
 */
export function renderGuideCheck(port: number, timeout: Duration): string {
  refuse('check_apiserver.sh', [...portProblems('check.port', port), ...durationProblems('check.timeout', timeout, 1000, 3_600_000)]);
  return `#!/bin/sh
curl -sfk --max-time ${timeout.toMilliseconds() / 1000} https://localhost:${port}/healthz -o /dev/null || exit 1
`;
}
