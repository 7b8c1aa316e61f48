import { mkdirSync, readdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { InputError } from '../command/errors';
import { Output } from '../command/output';
import { readFounded } from '../secrets/founded';
import { withLock } from '../secrets/lock';
import { SecretStore } from '../secrets/store';
import { PlannedCluster, PlannedHost } from '../stream/model';
import { checkEtcdStart } from './etcd-bootstrap';
import { manifestOf } from './manifest';
import { bundleFolder, Forbidden, hostsIn } from './places';
import { readSecrets } from './secrets';
import { hostTree } from './tree';
import { DescribedTree, recoverTrees, replaceTrees, TreeForm } from './write';

/** What to bundle. */
export interface BundleOptions {
  readonly cluster: PlannedCluster;
  /** Folder of the issued secrets of all clusters. */
  readonly secrets: string;
  /** The trees go to `<out>/<cluster>/<host>`. */
  readonly out: string;
  /**
   * Folders or archives.
   *
   * @default 'folder'
   */
  readonly format?: TreeForm;
  /**
   * Only these hosts; the trees of the others stay as they are.
   *
   * @default - all hosts
   */
  readonly hosts?: string[];
  /**
   * Folder of the YAML, which must not be written to.
   *
   * @default - not known
   */
  readonly dist?: string;
  /**
   * The cluster was founded although the secrets folder has no record of it.
   *
   * @default false
   */
  readonly foundedElsewhere?: boolean;
  /**
   * When certificates must be valid.
   *
   * @default - now
   */
  readonly now?: Date;
  /** Asks to stop. */
  readonly signal?: AbortSignal;
}

/** One tree that was written. */
export interface BundledHost {
  readonly name: string;
  /** Of the folder, or of the archive. */
  readonly path: string;
  readonly files: number;
  readonly staticPods: number;
}

/** What was written. */
export interface BundleReport {
  readonly cluster: string;
  /** `<out>/<cluster>`. */
  readonly folder: string;
  readonly hosts: BundledHost[];
  /** Whether the cluster was founded before. */
  readonly founded: boolean;
}

/**
 * Writes one tree for each host, with everything that the host must hold, its own secrets among it.
 *
 * Nothing is written, and nothing that is there changes, unless every tree is complete.
 *
 * @throws InputError for hosts that are not there, a place that must not be replaced, or files that exclude each other
 * @throws FindingsError for secrets that are missing or do not fit the plan, and for etcd members that do not fit the past of the cluster
 * @throws InterruptedError once `signal` says so
 */
export async function bundle(options: BundleOptions, output: Output): Promise<BundleReport> {
  const { cluster, secrets, format = 'folder' } = options;
  const hosts = chosenHosts(cluster, options.hosts);
  const folder = await bundleFolder(options.out, cluster.name, forbidden(options));
  const store = new SecretStore(secrets, cluster.name);
  const foundedAt = readFounded(secrets, cluster.name)?.foundedAt;
  const foundedElsewhere = options.foundedElsewhere === true;
  checkEtcdStart(cluster.name, hosts, { foundedAt, foundedElsewhere });
  const valueOf = await readSecrets(cluster, hosts, store, options.now ?? new Date());
  const trees = hosts.map((host): DescribedTree => {
    const tree = hostTree(host, valueOf);
    return { tree, manifest: manifestOf(cluster, tree) };
  });
  ownFolder(dirname(folder));
  await withLock(dirname(folder), async () => {
    recoverTrees(folder);
    const gone = hostsIn(folder).filter((name) => !cluster.hosts.some((host) => host.name === name));
    for (const name of gone) output.progress(`removes the tree of ${name}, which is not described any more`);
    const others = cluster.hosts.filter((host) => !hosts.includes(host)).map(({ name }) => name);
    await replaceTrees(folder, trees, format, others, options.signal);
  });
  return {
    cluster: cluster.name,
    folder,
    founded: foundedAt !== undefined || foundedElsewhere,
    hosts: trees.map(({ tree, manifest }) => ({
      name: manifest.host,
      path: join(folder, format === 'tar' ? `${manifest.host}.tar` : manifest.host),
      files: tree.files.length,
      staticPods: tree.pods.length,
    })),
  };
}

function chosenHosts(cluster: PlannedCluster, names: string[] | undefined): PlannedHost[] {
  if (names === undefined || names.length === 0) return cluster.hosts;
  const unknown = names.filter((name) => !cluster.hosts.some((host) => host.name === name));
  if (unknown.length > 0) {
    const known = cluster.hosts.map(({ name }) => name).join(', ');
    throw new InputError(`--host: got ${unknown.join(', ')}; allowed: ${known}; fix: one of these names`);
  }
  return cluster.hosts.filter(({ name }) => names.includes(name));
}

function forbidden({ dist, secrets }: BundleOptions): Forbidden[] {
  return [{ folder: secrets, what: 'the secrets' }, ...(dist === undefined ? [] : [{ folder: dist, what: 'the YAML' }])];
}

/** A new or empty folder becomes ours, and is kept out of version control: it holds keys. */
function ownFolder(out: string): void {
  mkdirSync(out, { recursive: true, mode: 0o700 });
  if (readdirSync(out).length === 0) writeFileSync(join(out, '.gitignore'), '*\n', { mode: 0o600 });
}
