import { once } from '../read/reading';
import { RenderedCluster } from '../read/rendered';
import { RenderedHost } from '../read/rendered-host';
import { wantedSecrets } from '../read/secret-references';
import { Change } from './change';
import { Delta } from './deltas';
import { secretConsequences } from './file-changes';
import { specDeltas } from './objects';
import { ClusterPair, Pair, paired } from './pairs';
import { deltaText, ends, shown } from './show';

const KINDS = ['Certificate', 'Kubeconfig', 'SecretKey'];

/** What differs in the certificates, kubeconfigs and keys that are planned, and who has to read them anew. */
export function secretChanges(pair: ClusterPair): Change[] {
  const gone = new Set(pair.removed.map((host) => host.name));
  const fresh = new Set(pair.added.map((host) => host.name));
  const planned = paired(plansOf(pair.before, gone), plansOf(pair.after, fresh), ({ object, host }) =>
    [object.kind, object.metadata?.name, host].join('/'),
  );
  const readers = once(() => readersOf(pair.after));
  return planned.flatMap((each) => [...planChanges(each), ...(isReissued(each) ? consequencesOf(each, pair, readers()) : [])]);
}

interface Plan {
  readonly object: any;
  readonly host: string;
}

function plansOf(cluster: RenderedCluster, without: ReadonlySet<string>): Plan[] {
  const own = cluster.hosts.filter((host) => !without.has(host.name));
  const hosts = own.flatMap((host) => [...host.certificates, ...host.kubeconfigs].map((object) => ({ object, host: host.name })));
  const shared = [...cluster.authorities, ...cluster.kubeconfigs, ...cluster.secretKeys].map((object) => ({ object, host: '' }));
  return [...shared, ...hosts].filter(({ object }) => KINDS.includes(String(object.kind)));
}

function planChanges({ before, after }: Pair<Plan>): Change[] {
  const { object, host } = (after ?? before)!;
  const subject = `${object.kind}/${object.metadata?.name}`;
  const where = { section: 'certificates' as const, ...(host === '' ? {} : { host }), subject };
  if (!before)
    return [
      {
        ...where,
        kind: kindOf(object),
        severity: 'note',
        effect: 'is made by `ha-cluster pki issue`',
        text: `planned: ${inWords(object.spec)}`,
        to: subject,
      },
    ];
  if (!after)
    return [
      { ...where, kind: kindOf(object), severity: removedSeverity(object), effect: removedEffect(object), text: 'no longer planned', from: subject },
    ];
  return specDeltas(before.object, after.object).map((delta) => ({
    ...where,
    kind: kindOf(object),
    ...meaningOf(delta, after),
    ...ends(delta.path, delta.from, delta.to),
  }));
}

function removedSeverity(object: any): Change['severity'] {
  return isRoot(object) ? 'danger' : 'note';
}

function removedEffect(object: any): string {
  return isRoot(object)
    ? 'what it signed or encrypted is not trusted, or cannot be read, once nobody has it'
    : 'stays in the secrets folder until `ha-cluster pki issue --prune`, and is valid until it ends';
}

/** CAs and keys: never made again once they are there. */
function isRoot(object: any): boolean {
  return object.kind === 'SecretKey' || (object.kind === 'Certificate' && object.spec?.ca === true);
}

function meaningOf(delta: Delta, { object, host: of }: Plan): Pick<Change, 'severity' | 'effect' | 'text'> {
  const field = delta.path.replace(/^spec\./, '');
  const text = deltaText(delta, field);
  const host = of || String(object.metadata?.name);
  if (isRoot(object)) {
    const effect = 'a CA or key that is there is never made again: `ha-cluster pki check` will say that it is not as planned';
    return { severity: 'danger', effect, text };
  }
  const name = /^(dnsNames|ipAddresses)$/.test(field);
  const reissued =
    object.kind === 'Kubeconfig' && /^(server|cluster)$/.test(field)
      ? 'is written anew by `ha-cluster pki issue`'
      : 'is issued anew by `ha-cluster pki issue`';
  if (name && !delta.reordered && delta.to === undefined) {
    return { severity: 'danger', effect: reissued, text: `SAN removed: clients that use ${shown(delta.from)} will fail against ${host}` };
  }
  if (name && !delta.reordered && delta.from === undefined) return { severity: 'note', effect: reissued, text: `SAN added: ${shown(delta.to)}` };
  if (name && !delta.reordered) {
    const [from, to] = [shown(delta.from), shown(delta.to)];
    return { severity: 'danger', effect: reissued, text: `SAN removed: clients that use ${from} will fail against ${host}; SAN added: ${to}` };
  }
  if (field === 'usages' && delta.to === undefined) {
    return { severity: 'danger', effect: reissued, text: `usage removed: ${shown(delta.from)}; it is refused where it is used so` };
  }
  if (field === 'server')
    return {
      severity: 'note',
      effect: reissued,
      text: `server: ${shown(delta.from)} -> ${shown(delta.to)}; who has the old file goes on to the old server`,
    };
  if (field === 'issuer') return { severity: 'danger', effect: reissued, text: `${text}; who trusts the old issuer alone refuses it` };
  if (field.startsWith('subject')) return { severity: 'danger', effect: reissued, text: `${text}; permissions go by the subject` };
  if (field === 'validityDays') return { severity: 'note', effect: 'holds from its next issue on', text };
  return { severity: 'note', effect: reissued, text };
}

function isReissued({ before, after }: Pair<Plan>): boolean {
  if (!before || !after || isRoot(after.object)) return false;
  const found = specDeltas(before.object, after.object);
  return found.some(({ path }) => path !== 'validityDays');
}

interface Reader {
  readonly host: RenderedHost;
  readonly path: string;
}

/** Files that hold each planned secret. */
function readersOf(cluster: RenderedCluster): Map<string, Reader[]> {
  const found = new Map<string, Reader[]>();
  for (const { host, path, kind, name } of wantedSecrets(cluster)) {
    const key = `${kind}/${name}`;
    found.set(key, [...(found.get(key) ?? []), { host, path }]);
  }
  return found;
}

function consequencesOf({ after }: Pair<Plan>, pair: ClusterPair, readers: Map<string, Reader[]>): Change[] {
  const subject = `${after?.object.kind}/${after?.object.metadata?.name}`;
  const hosts = new Set(pair.hosts.map((host) => host.name));
  const found = (readers.get(subject) ?? []).filter(({ host }) => hosts.has(host.name));
  const changes = found.flatMap(({ host, path }) =>
    secretConsequences(host, path, pair.readingOf).map((consequence): Change => ({
      section: 'hosts',
      host: host.name,
      kind: 'secret',
      ...consequence,
      text: `${subject} is issued anew`,
    })),
  );
  return [...new Map(changes.map((change) => [`${change.host} ${change.subject} ${change.effect}`, change])).values()];
}

function kindOf(object: any): string {
  return String(object.kind).toLowerCase();
}

function inWords(spec: any): string {
  const parts = [
    spec?.ca === true ? 'a CA' : '',
    typeof spec?.issuer === 'string' ? `signed by ${spec.issuer}` : '',
    typeof spec?.subject?.commonName === 'string' ? `for ${spec.subject.commonName}` : '',
    typeof spec?.server === 'string' ? `to ${spec.server}` : '',
    typeof spec?.validityDays === 'number' ? `valid for ${spec.validityDays} days` : '',
    typeof spec?.type === 'string' ? (spec.type === 'pair' ? 'a key pair' : 'random bytes') : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
