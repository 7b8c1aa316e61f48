import { FindingsError, InputError } from '../command/errors';
import { Output } from '../command/output';
import { findKubectl } from '../kubectl/find';
import { Kubectl } from '../kubectl/kubectl';
import { caFingerprint, Founded, readFounded, writeFounded } from '../secrets/founded';
import { clusterFolder } from '../secrets/layout';
import { withLock } from '../secrets/lock';
import { PlannedCluster } from '../stream/model';
import { AnyServer } from './any-server';
import { ApiServer, apiServersOf } from './api-servers';
import { unguardedMembers } from './bootstrap';
import { completeNodes, ChangedNode } from './nodes';
import { AppliedObject, applyObjects } from './objects';
import { plannedNodes } from './planned-nodes';
import { Progress } from './progress';
import { superAdminKubeconfig } from './super-admin';
import { Waiting } from './waiting';

/** What is applied, and with what. */
export interface ApplyOptions {
  readonly cluster: PlannedCluster;
  /** Folder of all clusters' secrets. */
  readonly secrets: string;
  /**
   * Name or path of kubectl.
   *
   * @default 'kubectl'
   */
  readonly kubectl?: string;
  /**
   * How long to wait for everything, in milliseconds.
   *
   * @default 300000
   */
  readonly timeout?: number;
  /**
   * Stops it.
   *
   * @default - nothing does
   */
  readonly signal?: AbortSignal;
}

/** What came of it. */
export interface ApplyReport {
  readonly cluster: string;
  /** The API server through which it was applied; the last one where another had to be asked. */
  readonly server: string;
  readonly objects: AppliedObject[];
  /** Nodes on which something was set. */
  readonly nodes: ChangedNode[];
  /** The record that the cluster was founded; undefined while something is missing. */
  readonly founded?: Founded;
  /** Whether the record was written now. */
  readonly recorded: boolean;
  /** Members that would found another cluster if they lost their disks together. */
  readonly unguarded: string[];
  /** What was not there in time, each with its reason. */
  readonly missing: string[];
}

/** Five minutes: images are pulled, and a cold start of everything took a bit more than one where they were there. */
const TIMEOUT = 300_000;

/**
 * Applies a cluster, for a caller who goes on only when everything is there.
 *
 * @throws FindingsError that lists what is missing, and what `tryToApply` throws
 */
export async function applyCluster(options: ApplyOptions, output: Output): Promise<ApplyReport> {
  const report = await tryToApply(options, output);
  refuseMissing(report);
  return report;
}

/** Throws a FindingsError that lists what is missing, if anything is. */
export function refuseMissing({ missing }: ApplyReport): void {
  if (missing.length > 0) throw new FindingsError(['not there in time:', ...missing.map((line) => `  ${line}`)].join('\n'));
}

/**
 * Waits for the API, applies the objects, completes the Nodes, and records that the cluster was founded.
 *
 * Nothing of it is undone when something is missing in the end: the next run goes on from there.
 *
 * @throws PrerequisiteError without a kubectl that fits; InputError without a super-admin kubeconfig, or where the record is another cluster's;
 *   FindingsError where the API refuses something; PrerequisiteError where another command holds the lock of the secrets when the record is due;
 *   InterruptedError when it was stopped
 */
export async function tryToApply(options: ApplyOptions, output: Output): Promise<ApplyReport> {
  const { cluster, secrets, signal } = options;
  const servers = apiServersOf(cluster);
  if (servers.length === 0)
    throw new InputError(`cluster ${cluster.name}: got no kube-apiserver among its static pods; allowed: at least one; fix: synthesise again`);
  const found = await findKubectl(options.kubectl ?? 'kubectl', cluster.spec.version);
  if (found.warning) output.progress(found.warning);
  const before = readFounded(secrets, cluster.name);
  const fingerprint = caFingerprint(secrets, cluster.name);
  if (fingerprint === undefined)
    throw new InputError(
      `${secrets}/${cluster.name}: got no certificate of the CA kubernetes-ca; needed: the one that the cluster has; fix: run \`ha-cluster pki issue --secrets ${secrets}\``,
    );
  const kubectl = new Kubectl(found.program, superAdminKubeconfig(cluster, secrets), signal);
  try {
    const waiting = new Waiting(options.timeout ?? TIMEOUT, output, signal);
    const done = await applyAll(kubectl, cluster, servers, waiting);
    const recorded = before === undefined && done.complete;
    const founded = recorded ? await record(cluster, secrets, fingerprint) : before;
    return { cluster: cluster.name, ...done.report, ...(founded ? { founded } : {}), recorded, unguarded: unguardedMembers(cluster) };
  } finally {
    kubectl.close();
  }
}

interface Done {
  readonly report: Pick<ApplyReport, 'server' | 'objects' | 'nodes' | 'missing'>;
  /** Whether every API server is ready, whatever Nodes are. */
  readonly complete: boolean;
}

async function applyAll(kubectl: Kubectl, cluster: PlannedCluster, servers: ApiServer[], waiting: Waiting): Promise<Done> {
  const progress = new Progress(kubectl, servers, waiting);
  const api = new AnyServer(kubectl, servers, await progress.untilOneAnswers());
  const objects = await applyObjects(api, cluster.api, waiting);
  const planned = plannedNodes(cluster);
  const nodes: ChangedNode[] = [];
  for (;;) {
    const looked = await completeNodes(api, planned);
    merge(nodes, looked.changed);
    const seen = await progress.look(looked.missing);
    if (seen.missing.length === 0 || waiting.over)
      return { report: { server: api.url, objects, nodes, missing: seen.missing }, complete: seen.founded };
    await waiting.pause();
  }
}

/** A Node that registered anew while we waited is one Node all the same. */
function merge(nodes: ChangedNode[], changed: ChangedNode[]): void {
  for (const change of changed) {
    const index = nodes.findIndex(({ name }) => name === change.name);
    if (index === -1) nodes.push(change);
    else nodes[index] = change;
  }
}

async function record(cluster: PlannedCluster, secrets: string, fingerprint: string): Promise<Founded> {
  const members = cluster.hosts.filter(({ spec }) => spec.roles.includes('etcd')).map(({ name }) => name);
  const founded = { cluster: cluster.name, foundedAt: new Date().toISOString(), caFingerprint: fingerprint, members };
  return withLock(clusterFolder(secrets, cluster.name), async () => {
    await writeFounded(secrets, founded);
    return founded;
  });
}
