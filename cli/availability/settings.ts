import { Term } from '../../lib/availability/model';

/** Where a time comes from that nobody can set. */
const FIXED = 'fixed in the program';

/** What decides each term, by its name: the setting as it stands in the rendered files, and the property of a description's timing. */
const SETTINGS: Readonly<Record<string, string>> = {
  'BGP hold time': 'bgp_hold_timer of kube-vip, and of its router',
  'HAProxy detection':
    'inter, fastinter, fall, timeout connect and timeout check in haproxy.cfg (proxyInterval, proxyFastInterval; of workers workerProxyInterval, workerProxyFastInterval; proxyFall, proxyConnectTimeout, proxyCheckTimeout)',
  'HAProxy gives up an idle connection':
    'timeout server and timeout tunnel in haproxy.cfg (proxyIdleTimeout, proxyTunnelTimeout), or on-marked-down shutdown-sessions',
  'HAProxy takes the servers back': 'downinter and rise in haproxy.cfg (proxyDownInterval, proxyRise)',
  'HAProxy tries another server': 'timeout connect in haproxy.cfg (proxyConnectTimeout)',
  'VRRP skew': 'priority in keepalived.conf, and with VRRP version 3 advert_int (vrrpAdvertisement)',
  'VRRP takeover': 'advert_int in keepalived.conf (vrrpAdvertisement)',
  'apiserver leaves the kubernetes Service': `${FIXED} kube-apiserver`,
  "candidate's next attempt": '--leader-elect-retry-period (leaseRetryPeriod), or vip_retryperiod of kube-vip',
  'check script': 'interval, fall and timeout of the vrrp_script in keepalived.conf (vrrpCheckInterval, vrrpCheckFall)',
  'client finds its connection dead':
    'HTTP2_READ_IDLE_TIMEOUT_SECONDS and HTTP2_PING_TIMEOUT_SECONDS of the client, or on-marked-down shutdown-sessions in haproxy.cfg',
  'connections to a host that is gone': 'check at each server in haproxy.cfg',
  'etcd client drops a hung connection': `${FIXED} kube-apiserver`,
  'etcd client drops a silent connection': `${FIXED} kube-apiserver`,
  'balancer elsewhere': 'the health checks of that balancer',
  'etcd election': '--election-timeout of every etcd member (etcdElection)',
  'etcd extends leases': '--election-timeout of every etcd member (etcdElection)',
  "idle client's next ping": 'HTTP2_READ_IDLE_TIMEOUT_SECONDS of the client',
  'kube-vip health check': 'control_plane_health_check_period_seconds and its siblings of kube-vip',
  'kube-vip lease expiry': 'vip_leaseduration and vip_retryperiod of kube-vip',
  'kubelet opens new connections': 'nodeStatusUpdateFrequency of the kubelet',
  'lease expiry': '--leader-elect-lease-duration and --leader-elect-retry-period (leaseDuration, leaseRetryPeriod)',
  'node counts as not ready': '--node-monitor-grace-period of kube-controller-manager (nodeMonitorGrace)',
  'open connection stays where nothing works':
    'error-status of http-check expect in haproxy.cfg: without it, such an apiserver is marked down, and on-marked-down shutdown-sessions cuts its connections',
  'pods stay away': 'another host that takes such pods',
  'pods tolerate it': '--default-unreachable-toleration-seconds of kube-apiserver (defaultToleration)',
  'route stays announced': 'control_plane_health_check_address of kube-vip',
  'some connections end where nothing works':
    'check and http-check send meth GET uri /readyz at each server in haproxy.cfg; a certificate that has run out is renewed',
  'virtual IP stays': 'weight 0, or none, at the check script in keepalived.conf',
};

/** What to change so that a term takes less time; undefined for a name that is not known here. */
export function settingOf({ name }: Term): string | undefined {
  return SETTINGS[name];
}

/** The settings of several terms, each once, those that take longest first. */
export function settingsOf(terms: Term[]): string[] {
  const longest = [...terms].sort((a, b) => (a.millis === b.millis ? 0 : b.millis - a.millis));
  return [...new Set(longest.map(settingOf).filter((setting) => setting !== undefined))];
}
