import { apiBackendsOf } from '../read/balancers';
import { showMillis } from '../read/durations';
import { decidingServer, goneMillis } from '../read/haproxy-detection';
import { masterDownMillis, scriptTakeoverMillis } from '../read/keepalived-takeover';
import { RenderedCluster } from '../read/rendered';
import { inInstance, RouterMember, VirtualRouter, virtualRoutersOf } from '../read/virtual-routers';
import { Fault, renderedRule } from './rule';

/** A client that has sent nothing notices a dead connection after this time: 30 s until it pings, 15 s until it gives up (client-go). */
const CLIENT_MS = 45_000;

/** The controller manager's own default of `--node-monitor-grace-period`, and the minor that raised it. */
const GRACE_MS = 50_000;
const OLD_GRACE_MS = 40_000;
const GRACE_RAISED_IN = 32;

/** HA209. */
export const TAKEOVER_WITHIN_GRACE = renderedRule(
  {
    id: 'HA209',
    title: 'the API is back before nodes count as dead',
    cause:
      'kubelets that cannot report for longer than the grace period are NotReady, all at once: the failure of one host becomes that of every node',
    fix: 'shorten advert_int, or the interval and fall of the check script, or the checks of HAProxy',
    needsWhole: true,
  },
  (cluster) => virtualRoutersOf(cluster).flatMap((router) => faultsOf(cluster, router)),
);

function faultsOf(cluster: RenderedCluster, router: VirtualRouter): Fault[] {
  const [first] = router.members;
  if (!first) return [];
  const hosts = router.members.map((member) => member.host);
  const moved = Math.max(...router.members.map((holder) => takeover(holder, router)));
  const checked = apiBackendsOf(cluster)
    .filter((backend) => hosts.includes(backend.host))
    .flatMap((backend) => backend.servers.map((server) => decidingServer(backend.file, backend.proxy, server)));
  const detected = Math.max(0, ...checked.map((server) => (server ? goneMillis(server) : 0)));
  const grace = graceOf(cluster);
  const limit = Math.min(grace, CLIENT_MS);
  if (moved + detected < limit) return [];
  const why = grace < CLIENT_MS ? 'the node monitor grace period of kube-controller-manager' : 'after which clients give up a silent connection';
  return [
    {
      host: first.host.name,
      field: inInstance(first.instance, 'takeover'),
      got: `${showMillis(moved + detected)}: ${showMillis(moved)} until ${router.name} has moved and ${showMillis(detected)} until HAProxy leaves out the dead host`,
      allowed: `less than ${showMillis(limit)}, ${why}`,
    },
  ];
}

/** The slower of the two ways in which a holder is replaced: by its silence, or by its check script. */
function takeover(holder: RouterMember, router: VirtualRouter): number {
  const peers = router.members.filter((member) => member !== holder).map((member) => member.instance);
  const silent = peers.map(masterDownMillis);
  const script = peers.map((peer) => scriptTakeoverMillis(holder.instance, peer, holder.file.scripts));
  return Math.max(0, ...silent, ...script);
}

function graceOf(cluster: RenderedCluster): number {
  const graces = cluster.hosts.flatMap((host) => {
    const pod = host.component('kube-controller-manager');
    if (!pod) return [];
    const minor = pod.minor ?? cluster.minor ?? GRACE_RAISED_IN;
    return [pod.flags().millis('node-monitor-grace-period') ?? (minor < GRACE_RAISED_IN ? OLD_GRACE_MS : GRACE_MS)];
  });
  return graces.length === 0 ? GRACE_MS : Math.min(...graces);
}
