import { ADVERT_WHOLE_SECONDS } from './advert-whole-seconds';
import { API_CERTIFICATE_NAMES } from './api-certificate-names';
import { BALANCER_MODE } from './balancer-mode';
import { BALANCER_SERVERS } from './balancer-servers';
import { BIND_ADDRESS } from './bind-address';
import { CA_KEYS } from './ca-keys';
import { CHECK_SCRIPT } from './check-script';
import { CHECK_TIMEOUT } from './check-timeout';
import { CONTAINERS } from './containers';
import { DIRECTORY_MOUNTS } from './directory-mounts';
import { ENDPOINT_RECONCILER } from './endpoint-reconciler';
import { ENDPOINT_SERVED } from './endpoint-served';
import { ETCD_CERTIFICATE_NAMES } from './etcd-certificate-names';
import { ETCD_ELECTION } from './etcd-election';
import { ETCD_PEERS } from './etcd-peers';
import { ETCD_REACHABLE } from './etcd-reachable';
import { ETCD_SAME_TIMING } from './etcd-same-timing';
import { FILE_PATHS } from './file-paths';
import { GOAWAY_CHANCE } from './goaway-chance';
import { GRACE_PERIOD } from './grace-period';
import { HOST_PORTS } from './host-ports';
import { IDLE_TIMEOUTS } from './idle-timeouts';
import { INITIAL_CLUSTER } from './initial-cluster';
import { KUBELET_SHUTDOWN_GRACE } from './kubelet-shutdown-grace';
import { LEADER_ELECTION } from './leader-election';
import { LEASE_RELATION } from './lease-relation';
import { MANIFEST_FOLDER } from './manifest-folder';
import { NOPREEMPT_STATE } from './nopreempt-state';
import { OWN_FIELD_NAMES } from './own-fields';
import { PLANNED_SECRETS } from './planned-secrets';
import { PROBE_PORTS } from './probe-ports';
import { PROVIDED_PATHS } from './provided-paths';
import { PROXY_PROTOCOL } from './proxy-protocol';
import { READYZ_CHECKS } from './readyz-checks';
import { RENEW_OUTLASTS_ELECTION } from './renew-outlasts-election';
import { ROUTER_AGREEMENT } from './router-agreement';
import { RenderedRule } from './rule';
import { SAME_FLAGS } from './same-flags';
import { SCRIPT_WEIGHT } from './script-weight';
import { SHUTDOWN_DELAY } from './shutdown-delay';
import { STATIC_POD_REFERENCES } from './static-pod-references';
import { TAKEOVER_WITHIN_GRACE } from './takeover-within-grace';
import { UNREADABLE_FILE } from './unreadable-file';
import { VERSION_SKEW } from './version-skew';

export { NotAsked, notAsked, rulesFor } from './observed-rules';

/** Every rule about rendered objects, in the order of their ids. */
export const RENDERED_RULES: RenderedRule[] = [
  UNREADABLE_FILE,
  LEASE_RELATION,
  RENEW_OUTLASTS_ELECTION,
  ETCD_ELECTION,
  ETCD_SAME_TIMING,
  SHUTDOWN_DELAY,
  GRACE_PERIOD,
  KUBELET_SHUTDOWN_GRACE,
  IDLE_TIMEOUTS,
  TAKEOVER_WITHIN_GRACE,
  NOPREEMPT_STATE,
  SCRIPT_WEIGHT,
  ADVERT_WHOLE_SECONDS,
  ROUTER_AGREEMENT,
  CHECK_SCRIPT,
  GOAWAY_CHANCE,
  READYZ_CHECKS,
  BALANCER_SERVERS,
  CHECK_TIMEOUT,
  ENDPOINT_SERVED,
  INITIAL_CLUSTER,
  BALANCER_MODE,
  SAME_FLAGS,
  LEADER_ELECTION,
  BIND_ADDRESS,
  ENDPOINT_RECONCILER,
  PROXY_PROTOCOL,
  HOST_PORTS,
  STATIC_POD_REFERENCES,
  DIRECTORY_MOUNTS,
  PROVIDED_PATHS,
  FILE_PATHS,
  VERSION_SKEW,
  CONTAINERS,
  OWN_FIELD_NAMES,
  PROBE_PORTS,
  ETCD_REACHABLE,
  MANIFEST_FOLDER,
  ETCD_PEERS,
  API_CERTIFICATE_NAMES,
  ETCD_CERTIFICATE_NAMES,
  PLANNED_SECRETS,
  CA_KEYS,
];
