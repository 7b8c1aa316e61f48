import { Description } from '../description';
import { describedRule, Fault } from './description-rule';

/** What a minor removed, by the property that can still ask for it. Read in the components' sources, 1.28 to 1.36. */
interface Removal {
  readonly property: 'apiServer' | 'controllerManager' | 'kubelet';
  readonly flags: string[];
  /** The first minor without them. */
  readonly minor: number;
}

const FLAGS: Removal[] = [
  { property: 'apiServer', flags: ['cloud-provider', 'cloud-config'], minor: 33 },
  { property: 'controllerManager', flags: ['pod-eviction-timeout', 'enable-taint-manager'], minor: 28 },
  {
    property: 'controllerManager',
    flags: ['volume-host-cidr-denylist', 'volume-host-allow-local-loopback', 'horizontal-pod-autoscaler-upscale-delay', 'horizontal-pod-autoscaler-downscale-delay'],
    minor: 31,
  },
  { property: 'kubelet', flags: ['keep-terminated-pod-volumes', 'iptables-masquerade-bit', 'iptables-drop-bit'], minor: 31 },
  { property: 'kubelet', flags: ['cloud-config', 'register-schedulable'], minor: 34 },
  { property: 'kubelet', flags: ['pod-infra-container-image'], minor: 35 },
];

/** Admission plugins and the first minor without them. */
const PLUGINS: { readonly [plugin: string]: number } = { PodSecurityPolicy: 25, SecurityContextDeny: 30, PersistentVolumeLabel: 31 };

/** HA131. */
export const REMOVED_FLAGS = describedRule(
  {
    id: 'HA131',
    acknowledgeable: true,
    title: 'no flag or admission plugin that the version has removed',
    cause: 'a component exits at a flag or plugin that it does not know: the upgrade that removed it stops every control plane',
    fix: 'remove it; the release notes of that minor say what replaces it',
    needs: ['version'],
  },
  (description) => [...flags(description), ...plugins(description)],
);

function flags(description: Description): Fault[] {
  return FLAGS.filter(({ minor }) => description.row.minor >= minor).flatMap(({ property, flags: names, minor }) =>
    names
      .filter((name) => [description[property].extraArgs?.[name] ?? []].flat().length > 0)
      .map((name) => ({ path: `${property}.extraArgs.${name}`, got: `Kubernetes ${description.version.version}`, allowed: `a version before 1.${minor}, or no such flag` })),
  );
}

function plugins({ apiServer, row, version }: Description): Fault[] {
  return (apiServer.admissionPlugins ?? [])
    .filter((name) => row.minor >= (PLUGINS[name] ?? Infinity))
    .map((name) => ({ path: 'apiServer.admissionPlugins', got: `${name} with Kubernetes ${version.version}`, allowed: `a version before 1.${PLUGINS[name]}, or no such plugin` }));
}
