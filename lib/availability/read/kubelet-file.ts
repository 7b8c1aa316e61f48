import { parseAllDocuments } from 'yaml';
import { goMillis } from './durations';
import { isMap, maps, text, Unreadable } from './reading';

/** How long the pods from a priority on have when their host shuts down. */
export interface ShutdownGrace {
  readonly priority: number;
  readonly millis: number;
}

/**
 * A KubeletConfiguration with its drop-ins. Where a field has a default, it is the kubelet's own for configuration files.
 *
 * kubeadm writes `0s` for what nobody set; where the kubelet takes that for its default, so does this.
 */
export interface KubeletFile {
  /** The merged document, for what has no field here. */
  readonly document: Readonly<Record<string, unknown>>;
  readonly staticPodPath?: string;
  /** In order of priority; empty where the kubelet lets a shutdown happen. */
  readonly shutdownGrace: ShutdownGrace[];
  /** Default 10 s. */
  readonly nodeStatusUpdateMs: number;
  /** Default 40 s. */
  readonly nodeLeaseMs: number;
  /** Default false. */
  readonly serverTlsBootstrap: boolean;
  /** Default false. */
  readonly rotateCertificates: boolean;
  readonly tlsCertFile?: string;
  readonly tlsPrivateKeyFile?: string;
  /** Default false. */
  readonly anonymous: boolean;
  /** Default true. */
  readonly webhookAuthentication: boolean;
  readonly clientCaFile?: string;
  /** Default Webhook. */
  readonly authorizationMode: string;
  /** Default 0.0.0.0. */
  readonly address: string;
  /** Default 10250. */
  readonly port: number;
  /** Default 0: not served. */
  readonly readOnlyPort: number;
  /** Default 127.0.0.1. */
  readonly healthzAddress: string;
  /** Default 10248; 0: not served. */
  readonly healthzPort: number;
  readonly unreadable: Unreadable[];
}

/** Pods from this priority on are critical, and stop last where no priorities are listed (`SystemCriticalPriority` of Kubernetes' scheduling API). */
const CRITICAL_PRIORITY = 2_000_000_000;

/**
 * Reads a KubeletConfiguration and its drop-ins.
 *
 * A drop-in replaces scalars and lists and merges maps. Never throws: what cannot be read is listed, and its default is taken.
 *
 * @param contents the file, then its drop-ins in the order of their names
 */
export function readKubelet(contents: string[]): KubeletFile {
  const unreadable: Unreadable[] = [];
  const document = contents.map((content) => parse(content, unreadable)).reduce(merged, {});
  const read = new Reader(document, unreadable);
  return {
    document,
    ...optional('staticPodPath', text(document.staticPodPath)),
    shutdownGrace: shutdownGrace(read),
    nodeStatusUpdateMs: read.millis('nodeStatusUpdateFrequency', 10_000) || 10_000,
    nodeLeaseMs: (read.number('nodeLeaseDurationSeconds', 40) || 40) * 1000,
    serverTlsBootstrap: document.serverTLSBootstrap === true,
    rotateCertificates: document.rotateCertificates === true,
    ...optional('tlsCertFile', text(document.tlsCertFile)),
    ...optional('tlsPrivateKeyFile', text(document.tlsPrivateKeyFile)),
    anonymous: read.at('authentication', 'anonymous', 'enabled') === true,
    webhookAuthentication: read.at('authentication', 'webhook', 'enabled') !== false,
    ...optional('clientCaFile', text(read.at('authentication', 'x509', 'clientCAFile'))),
    authorizationMode: text(read.at('authorization', 'mode')) ?? 'Webhook',
    address: text(document.address) ?? '0.0.0.0',
    port: read.number('port', 10250) || 10250,
    readOnlyPort: read.number('readOnlyPort', 0),
    healthzAddress: text(document.healthzBindAddress) ?? '127.0.0.1',
    healthzPort: read.number('healthzPort', 10248),
    unreadable,
  };
}

/**
 * How long pods of a priority have when their host shuts down, in milliseconds; 0 where nothing is set.
 *
 * The kubelet takes the group of the highest priority that is not above the pod's, for pods below every group the lowest.
 */
export function shutdownMillis(file: KubeletFile, priority: number): number {
  const group = file.shutdownGrace.filter((candidate) => candidate.priority <= priority).at(-1) ?? file.shutdownGrace[0];
  return group?.millis ?? 0;
}

function shutdownGrace(read: Reader): ShutdownGrace[] {
  const listed = maps(read.at('shutdownGracePeriodByPodPriority'));
  if (listed.length > 0) {
    return listed
      .map((entry) => ({ priority: Number(entry.priority ?? 0), millis: Number(entry.shutdownGracePeriodSeconds ?? 0) * 1000 }))
      .sort((a, b) => a.priority - b.priority);
  }
  const total = read.millis('shutdownGracePeriod', 0);
  const critical = read.millis('shutdownGracePeriodCriticalPods', 0);
  if (total === 0 || critical > total) return [];
  return [
    { priority: 0, millis: total - critical },
    { priority: CRITICAL_PRIORITY, millis: critical },
  ];
}

class Reader {
  constructor(
    private readonly document: Record<string, unknown>,
    private readonly unreadable: Unreadable[],
  ) {}

  public at(...path: string[]): unknown {
    return path.reduce<unknown>((value, key) => (isMap(value) ? value[key] : undefined), this.document);
  }

  public number(field: string, otherwise: number): number {
    const given = this.document[field];
    if (given === undefined || given === null) return otherwise;
    if (typeof given === 'number' && Number.isFinite(given)) return given;
    this.unreadable.push({ line: 1, problem: `${field}: ${JSON.stringify(given)} is no number` });
    return otherwise;
  }

  public millis(field: string, otherwise: number): number {
    const given = this.document[field];
    if (given === undefined || given === null) return otherwise;
    const value = typeof given === 'string' ? goMillis(given) : undefined;
    if (value === undefined) this.unreadable.push({ line: 1, problem: `${field}: ${JSON.stringify(given)} is no duration` });
    return value ?? otherwise;
  }
}

function parse(content: string, unreadable: Unreadable[]): Record<string, unknown> {
  try {
    const [document] = parseAllDocuments(content, { logLevel: 'error' });
    if (!document || !('errors' in document)) return {};
    for (const error of document.errors) unreadable.push({ line: error.linePos?.[0].line ?? 1, problem: error.message.split('\n')[0] ?? 'not YAML' });
    const value: unknown = document.errors.length > 0 ? {} : (document.toJS({ maxAliasCount: 100 }) as unknown);
    if (isMap(value)) return value;
    if (value !== null && value !== undefined) unreadable.push({ line: 1, problem: 'not a map' });
  } catch (error) {
    unreadable.push({ line: 1, problem: error instanceof Error ? error.message : String(error) });
  }
  return {};
}

function merged(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const result = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const before = result.get(key);
    result.set(key, isMap(before) && isMap(value) ? merged(before, value) : value);
  }
  return Object.fromEntries(result);
}

function optional<K extends string>(name: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: string };
}
