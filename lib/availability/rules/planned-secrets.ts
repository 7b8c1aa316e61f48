import { RenderedCluster } from '../read/rendered';
import { WantedSecret, wantedSecrets } from '../read/secret-references';
import { renderedRule } from './rule';

/** The parts that each kind of the plan has. */
const PARTS: { readonly [kind: string]: string[] } = {
  Certificate: ['tls.crt', 'tls.key', 'ca.crt', 'ca-bundle.crt'],
  Kubeconfig: ['kubeconfig'],
  'SecretKey random': ['key'],
  'SecretKey pair': ['key', 'key.pub'],
};

/** HA403. */
export const PLANNED_SECRETS = renderedRule(
  {
    id: 'HA403',
    title: 'every secret that a file wants is planned, for that host or for all',
    cause: 'the file cannot be filled in when the tree of the host is bundled, which is noticed only then',
    fix: 'correct kind, name and part of the reference, or plan the secret with a Certificate, Kubeconfig or SecretKey in the chart of the host',
    needsWhole: true,
  },
  (cluster) =>
    wantedSecrets(cluster).flatMap((wanted) => {
      const allowed = allowedFor(cluster, wanted);
      const got = `${wanted.kind}/${wanted.name}#${wanted.part}`;
      return allowed === undefined ? [] : [{ host: wanted.host.name, field: wanted.path, got, allowed }];
    }),
);

/** What would be right; undefined where the reference is. */
function allowedFor(cluster: RenderedCluster, wanted: WantedSecret): string | undefined {
  const shared = [...cluster.authorities, ...cluster.secretKeys, ...cluster.kubeconfigs];
  const own = [...wanted.host.certificates, ...wanted.host.kubeconfigs];
  const planned = [...own, ...shared].find((object) => object.kind === wanted.kind && object.metadata?.name === wanted.name);
  if (!planned) return 'a Certificate, Kubeconfig or SecretKey that is planned for this host or for the whole cluster';
  const kind = wanted.kind === 'SecretKey' ? `SecretKey ${planned.spec?.type}` : wanted.kind;
  const parts = PARTS[kind] ?? [];
  return parts.includes(wanted.part) ? undefined : `one of its parts: ${parts.join(', ')}`;
}
