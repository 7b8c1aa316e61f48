import { isMap, maps } from '../../lib/availability/read/reading';
import { RenderedHost } from '../../lib/availability/read/rendered-host';
import { PlannedCluster, PlannedHost } from '../stream/model';

/** The label that says what a Node is for; a kubelet may not set it for itself. */
const CONTROL_PLANE_LABEL = 'node-role.kubernetes.io/control-plane';

/** A taint of a Node. */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

/** What a Node must be like. */
export interface PlannedNode {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly taints: Taint[];
}

/**
 * The Nodes that the YAML describes: hosts whose kubelet has a kubeconfig.
 *
 * Labels and taints are those that the kubelet registers, and of a control plane its label. A kubelet registers them once; what the description
 * changes later reaches the Node only by `apply`.
 */
export function plannedNodes(cluster: PlannedCluster): PlannedNode[] {
  return cluster.hosts.flatMap((host) => {
    const rendered = asRendered(host);
    const flags = rendered.kubeletFlags();
    if (!flags?.has('kubeconfig')) return [];
    const role: Record<string, string> = host.spec.roles.includes('control-plane') ? { [CONTROL_PLANE_LABEL]: '' } : {};
    const given = Object.fromEntries(flags.list('node-labels').map((pair): [string, string] => [pair.split('=')[0]!, pair.split('=')[1] ?? '']));
    const taints = maps(rendered.kubelet()?.document.registerWithTaints).map(taintOf);
    return [{ name: flags.value('hostname-override') ?? host.name, labels: { ...role, ...given }, taints }];
  });
}

function taintOf(entry: Readonly<Record<string, unknown>>): Taint {
  const value = isMap(entry) && typeof entry.value === 'string' && entry.value !== '' ? { value: entry.value } : {};
  return { key: String(entry.key), ...value, effect: String(entry.effect) };
}

/** The host as the rules see it: they know how systemd and the kubelet put a unit, its drop-ins and a configuration together. */
function asRendered(host: PlannedHost): RenderedHost {
  return new RenderedHost(
    host.name,
    host.files.map((spec) => ({ kind: 'HostFile', metadata: { name: spec.path }, spec })),
  );
}
