import { SecretStore } from '../secrets/store';
import { PlannedCluster, PlannedSecret } from '../stream/model';
import { certificateFacts } from './facts';
import { Use, usesOf } from './uses';

/** One certificate that ends. */
export interface Entry {
  readonly kind: PlannedSecret['kind'];
  readonly name: string;
  /** The host that it is for; none for what belongs to the cluster. */
  readonly host?: string;
  readonly ca: boolean;
  /** Name of the CA that signed it; none for a CA. */
  readonly issuer?: string;
  /** ISO 8601, UTC. */
  readonly notAfter: string;
  /** Whole days; 0 on the last one, below for what has expired. */
  readonly daysLeft: number;
  readonly state: 'expired' | 'due' | 'good';
  readonly uses: Use[];
}

/** What ends when, the next one first. */
export type Calendar = Entry[];

const DAY = 24 * 60 * 60_000;

/**
 * When each planned certificate that is in the store ends, and who uses it.
 *
 * @param within what ends within this time, in milliseconds, is due
 */
export function calendarOf(cluster: PlannedCluster, store: SecretStore, now: Date, within: number): Calendar {
  const entries = cluster.secrets.flatMap((secret) => entryOf(secret, cluster, store, now, within));
  return entries.sort((a, b) => compare(a.notAfter, b.notAfter) || compare(`${a.kind}/${a.name}`, `${b.kind}/${b.name}`));
}

function entryOf(secret: PlannedSecret, cluster: PlannedCluster, store: SecretStore, now: Date, within: number): Entry[] {
  const { kind, name, host, spec } = secret;
  const certificate = kind === 'SecretKey' ? undefined : store.part({ kind, name, part: 'tls.crt' });
  const facts = certificate === undefined ? undefined : certificateFacts(certificate);
  if (!facts) return [];
  const left = facts.notAfter.getTime() - now.getTime();
  const issuer = 'issuer' in spec ? spec.issuer : undefined;
  return [
    {
      kind,
      name,
      ...(host === undefined ? {} : { host }),
      ca: kind === 'Certificate' && spec.ca,
      ...(issuer === undefined ? {} : { issuer }),
      notAfter: facts.notAfter.toISOString(),
      daysLeft: Math.floor(left / DAY),
      state: left <= 0 ? 'expired' : left <= within ? 'due' : 'good',
      uses: usesOf(kind, name, cluster),
    },
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
