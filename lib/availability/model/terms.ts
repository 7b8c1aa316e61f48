import { showMillis } from '../read/durations';
import { ModelHost, ModelKubelet, ModelLease, ModelRouter, ModelScript, ServerCheck } from './cluster-model';
import { either, NO_TIME, parallel, serial, term, Time, unbounded } from './time';

/**
 * A client of Kubernetes pings a connection on which nothing moved for this long, and waits this long for the answer (client-go,
 * HTTP2_READ_IDLE_TIMEOUT_SECONDS and HTTP2_PING_TIMEOUT_SECONDS).
 */
const PING_IDLE_MS = 30_000;
const PING_TIMEOUT_MS = 15_000;

/**
 * The apiserver's etcd client pings after this idle time and waits this long; the wait is the connection's TCP_USER_TIMEOUT as well
 * (k8s.io/apiserver, storage/storagebackend; grpc-go).
 */
const ETCD_PING_IDLE_MS = 30_000;
const ETCD_PING_TIMEOUT_MS = 10_000;

/**
 * How long an apiserver stays among the endpoints of the `kubernetes` Service without renewing, and how often the others look
 * (controlplane/reconcilers, 1.28 to 1.36).
 */
const ENDPOINT_TTL_MS = 15_000;
const ENDPOINT_RECONCILE_MS = 10_000;

/** How often the controller manager looks at the nodes (`--node-monitor-period`). */
const NODE_MONITOR_MS = 5000;

/** Candidates ask again after the retry period, up to 1.2 times that later (client-go, leaderelection.JitterFactor). */
const JITTER = 2.2;

const HAPROXY_SOURCE = 'HAProxy manual 5.2 and check.c: the next check starts one interval after the last one ended';
const LEASE_SOURCE = 'client-go leaderelection: candidates ask every retry period, up to 2.2 times it';

/** From the loss of etcd's leader until the next one is elected. */
export function electionTime(electionMs: number): Time {
  return term('etcd election', 2 * electionMs, `2 x ${showMillis(electionMs)}`, 'etcd raft: a follower waits one to two election timeouts');
}

/** A VIP holder that says nothing any more. */
export function silenceTime(router: ModelRouter): Time {
  return term('VRRP takeover', router.masterDownMs, router.masterDownFormula, 'RFC 5798 section 6.1, RFC 3768 section 6.1');
}

/** A check script that begins to fail, until it is believed. */
export function scriptTime(script: ModelScript, hung: boolean): Time {
  const wait = hung ? script.timeoutMs : 0;
  const formula = `${script.fall} x ${showMillis(script.intervalMs)}${hung ? ` + timeout ${showMillis(wait)}` : ''}`;
  return term('check script', script.fall * script.intervalMs + wait, formula, 'keepalived.conf(5): vrrp_script interval, fall, timeout');
}

/** A holder that gave its address up, until the next one takes it. */
export function skewTime(router: ModelRouter): Time {
  return term('VRRP skew', router.skewMs, `(256 - ${router.priority}) / 256 x ${showMillis((router.skewMs * 256) / (256 - router.priority))}`, 'RFC 5798 section 6.1: priority 0 ends the mastership');
}

/** HAProxy and a server whose host is gone. */
export function goneDetection(check: ServerCheck): Time {
  const { interMs, fastInterMs, fall, connectMs } = check;
  const formula = `inter ${showMillis(interMs)} + ${fall} x connect ${showMillis(connectMs)} + ${fall - 1} x fastinter ${showMillis(fastInterMs)}`;
  return term('HAProxy detection', interMs + fall * connectMs + (fall - 1) * fastInterMs, formula, HAPROXY_SOURCE);
}

/** HAProxy and a server that refuses connections. */
export function refusedDetection(check: ServerCheck): Time {
  const { interMs, fastInterMs, fall } = check;
  const formula = `inter ${showMillis(interMs)} + ${fall - 1} x fastinter ${showMillis(fastInterMs)}`;
  return term('HAProxy detection', interMs + (fall - 1) * fastInterMs, formula, HAPROXY_SOURCE);
}

/**
 * HAProxy and a server that accepts connections and stands still.
 *
 * The TLS handshake belongs to the connection, so that only a check that was past it when the server stopped waits for its answer.
 */
export function hungDetection(check: ServerCheck): Time {
  const { interMs, fastInterMs, fall, connectMs, answerMs } = check;
  if (!check.tls) {
    const formula = `inter ${showMillis(interMs)} + ${fall} x (connect ${showMillis(connectMs)} + answer ${showMillis(answerMs)}) + ${fall - 1} x fastinter ${showMillis(fastInterMs)}`;
    return term('HAProxy detection', interMs + fall * (connectMs + answerMs) + (fall - 1) * fastInterMs, formula, HAPROXY_SOURCE);
  }
  const within = term(
    'HAProxy detection',
    answerMs + (fall - 1) * (fastInterMs + connectMs),
    `answer ${showMillis(answerMs)} + ${fall - 1} x (fastinter ${showMillis(fastInterMs)} + TLS ${showMillis(connectMs)})`,
    HAPROXY_SOURCE,
  );
  return parallel(goneDetection(check), within);
}

/**
 * HAProxy and a server that answers "not ready".
 *
 * Where that makes it drain, the first such answer does (`check_notify_stopping` knows no `fall`).
 *
 * @param waitMs how long the apiserver takes for the answer
 */
export function unreadyDetection(check: ServerCheck, waitMs: number): Time {
  const { interMs, fastInterMs } = check;
  const fall = check.drains ? 1 : check.fall;
  const answer = Math.min(waitMs, check.answerMs || check.connectMs);
  const waits = answer > 0 ? ` + ${fall} x answer ${showMillis(answer)}` : '';
  const again = fall > 1 ? ` + ${fall - 1} x fastinter ${showMillis(fastInterMs)}` : '';
  return term(
    'HAProxy detection',
    interMs + fall * answer + (fall - 1) * fastInterMs,
    `inter ${showMillis(interMs)}${waits}${again}`,
    HAPROXY_SOURCE,
  );
}

/** HAProxy and a server that it took out of the way, until it is back. */
export function takenBack(check: ServerCheck): Time {
  const { downInterMs, fastInterMs, rise } = check;
  const formula = `downinter ${showMillis(downInterMs)} + ${rise - 1} x fastinter ${showMillis(fastInterMs)}`;
  return term('HAProxy takes the servers back', downInterMs + (rise - 1) * fastInterMs, formula, HAPROXY_SOURCE);
}

/** HAProxy waits this long before it tries the same server again, or as long as it may take to connect (backend.c, turn-around). */
const TURN_AROUND_MS = 1000;

/** HAProxy tries the next server after so many attempts at one whose host is gone. */
export function redispatch(attempts: number, connectMs: number): Time {
  const formula = `${attempts === 1 ? '' : `${attempts} x `}timeout connect ${showMillis(connectMs)}`;
  return term('HAProxy tries another server', attempts * connectMs, formula, 'HAProxy manual: retries, option redispatch');
}

/** HAProxy tries the next server after so many attempts at one that refuses connections: at once after the last of them. */
export function redispatchRefused(attempts: number, connectMs: number | undefined): Time {
  const wait = Math.min(TURN_AROUND_MS, connectMs ?? TURN_AROUND_MS);
  const formula = `${attempts - 1} x ${showMillis(wait)} until the same server is tried again`;
  return term('HAProxy tries another server', (attempts - 1) * wait, formula, 'HAProxy manual: retries, option redispatch; backend.c');
}

/** From the holder's death until somebody else has its lease, given how long the API is away for the candidates. */
export function leaseTime(lease: Pick<ModelLease, 'leaseMs' | 'retryMs'>, api: Time, name = 'lease'): Time {
  const { leaseMs, retryMs } = lease;
  const poll = JITTER * retryMs;
  const expiry = term(
    `${name} expiry`,
    leaseMs + poll,
    `${showMillis(leaseMs)} after it was last seen renewed, at most ${JITTER} x ${showMillis(retryMs)} late`,
    LEASE_SOURCE,
  );
  return serial(parallel(expiry, api), term("candidate's next attempt", poll, `${JITTER} x ${showMillis(retryMs)}`, LEASE_SOURCE));
}

/** An apiserver's connection to an etcd host that is gone: nobody acknowledges what it sent. */
export const ETCD_SILENT: Time = term(
  'etcd client drops a silent connection',
  ETCD_PING_TIMEOUT_MS,
  'TCP_USER_TIMEOUT = keepalive timeout 10 s',
  'k8s.io/apiserver storagebackend keepalive; grpc-go sets TCP_USER_TIMEOUT',
);

/** An apiserver's connection to an etcd member that stands still: its kernel acknowledges, so that only a ping tells. */
export const ETCD_HUNG: Time = term(
  'etcd client drops a hung connection',
  ETCD_PING_IDLE_MS + ETCD_PING_TIMEOUT_MS,
  'keepalive 30 s + timeout 10 s',
  'k8s.io/apiserver storagebackend keepalive',
);

/** A client's connection to somewhere that does not answer any more. */
export const CLIENT_PING: Time = term(
  'client finds its connection dead',
  PING_IDLE_MS + PING_TIMEOUT_MS,
  'ping after 30 s idle + 15 s for the answer',
  'client-go HTTP/2 health check',
);

/** A connection on which nothing moves, and which the balancer gives up. */
export function idleTimeout(idleMs: number): Time {
  return term(
    'HAProxy gives up an idle connection',
    idleMs,
    `timeout server or tunnel ${showMillis(idleMs)}`,
    'HAProxy manual: timeout server, timeout tunnel',
  );
}

/** An idle client's next packet, which a new holder of the address answers with a reset. */
export const NEXT_PACKET: Time = term(
  "idle client's next ping",
  PING_IDLE_MS,
  'at most 30 s idle, answered with a reset',
  'client-go HTTP/2 health check; TCP',
);

/** A new leader of etcd gives every lease its full time again, and one election timeout more (`lessor.Promote`). */
export function leaseExtension(electionMs: number): Time {
  return term('etcd extends leases', electionMs, showMillis(electionMs), 'etcd server: lessor.Promote(election timeout), 3.5 and 3.6');
}

/** An apiserver that does not renew its place behind the `kubernetes` Service. */
export const ENDPOINT_REMOVED: Time = term(
  'apiserver leaves the kubernetes Service',
  ENDPOINT_TTL_MS + ENDPOINT_RECONCILE_MS,
  'lease 15 s + reconciled every 10 s',
  'kube-apiserver endpoint reconciler lease',
);

/** A share of the connections goes to a place that serves nothing, and nobody takes it out of the way. */
export const ENDS_NOWHERE: Time = unbounded(
  'some connections end where nothing works',
  'nothing takes that place out of the way, so that a retry may meet it again',
  'HAProxy manual 5.2: check, verify none; kube-apiserver endpoint reconciler',
);

/** A connection that stays with an apiserver without etcd. */
export function keptConnection(why: string): Time {
  return unbounded('open connection stays where nothing works', why, 'HAProxy manual: a draining server keeps its connections');
}

/**
 * The kubelet renews the lease of its node after this share of its duration, and up to this share later (pkg/kubelet,
 * nodeLeaseRenewIntervalFraction; component-helpers lease controller).
 */
const LEASE_RENEWAL = 0.25;
const LEASE_JITTER = 0.04;

/** A kubelet whose requests fail on an open connection: the second failure in a row makes it close all of them. */
export function kubeletReconnects({ statusMs, leaseMs }: ModelKubelet): Time {
  const renewal = leaseMs * LEASE_RENEWAL * (1 + LEASE_JITTER);
  const attempt = Math.min(statusMs, leaseMs);
  const formula = `renews its lease every ${showMillis(renewal)}, two attempts of at most ${showMillis(attempt)} fail`;
  return term('kubelet opens new connections', renewal + 2 * attempt, formula, 'kubelet lease controller: onRepeatedHeartbeatFailure closes all connections');
}

/** A node that says nothing, until it counts as not ready. */
export function notReadyTime(graceMs: number): Time {
  const formula = `grace ${showMillis(graceMs)} + looked at every ${showMillis(NODE_MONITOR_MS)}`;
  return term(
    'node counts as not ready',
    graceMs + NODE_MONITOR_MS,
    formula,
    'kube-controller-manager --node-monitor-grace-period, --node-monitor-period',
  );
}

/** Pods of a node that is not ready, until they are started elsewhere. */
export function evictionTime(tolerationMs: number): Time {
  return term('pods tolerate it', tolerationMs, showMillis(tolerationMs), 'kube-apiserver --default-unreachable-toleration-seconds');
}

/** Session of a BGP router that ends, or a route that is withdrawn. */
export function routeWithdrawn(host: ModelHost, gone: boolean): Time {
  const vip = host.kubeVip;
  if (!vip) return NO_TIME;
  if (gone) return term('BGP hold time', vip.holdMs, showMillis(vip.holdMs), 'RFC 4271 section 4.2');
  const checked = vip.healthCheckMs;
  if (checked === undefined) return unbounded('route stays announced', 'no health check withdraws it', 'kube-vip control_plane_health_check_*');
  return either(term('kube-vip health check', checked, '(threshold + 1) periods + timeout', 'kube-vip control_plane_health_check_*'));
}
