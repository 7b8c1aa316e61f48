import { constants, existsSync } from 'fs';
import { chmod, copyFile, link, mkdir, mkdtemp, rename, rm, writeFile } from 'fs/promises';
import { basename, dirname, join, resolve } from 'path';
import { FindingsError, InputError } from '../command/errors';
import { Output } from '../command/output';
import { makeFolder } from '../secrets/write';
import { PlannedCluster } from '../stream/model';
import { Member, membersOf } from './members';
import { planRestoration, Restoration } from './restore-host';
import { renderRestoreReadme } from './restore-readme';
import { renderRestoreScript } from './restore-script';
import { RestoreStep, restoreSteps } from './restore-steps';
import { inspectSnapshot, Snapshot } from './snapshot';
import { refuseStopped } from './stopped';

/** What is restored, and where the plan goes. */
export interface RestorePlanOptions {
  readonly cluster: PlannedCluster;
  /** Path of the snapshot. */
  readonly snapshot: string;
  /** The plan goes to `<out>/<cluster>`, which must not be there. */
  readonly out: string;
  /**
   * Folder of the YAML, for the text.
   *
   * @default 'dist'
   */
  readonly dist?: string;
  /**
   * Folder of the secrets, for the text.
   *
   * @default 'secrets'
   */
  readonly secrets?: string;
  /**
   * The time of planning.
   *
   * @default - now
   */
  readonly now?: Date;
  /**
   * Stops it.
   *
   * @default - nothing does
   */
  readonly signal?: AbortSignal;
}

/** A plan that was written. */
export interface RestorePlan {
  /** `<out>/<cluster>`. */
  readonly folder: string;
  readonly id: string;
  readonly snapshot: Snapshot;
  /** Hosts that have a folder of their own below `folder`, to be copied to them. */
  readonly hosts: string[];
  readonly steps: RestoreStep[];
}

/**
 * Writes what must be run on which host, in which order, to bring etcd back from a snapshot.
 *
 * @throws InputError where the snapshot is broken, where there is nothing to restore, or where a plan is there already; FindingsError where the
 *   snapshot is of another version; InterruptedError when it was stopped, and then nothing is left of it
 */
export async function writeRestorePlan(options: RestorePlanOptions, output: Output): Promise<RestorePlan> {
  const { cluster, out, dist = 'dist', secrets = 'secrets' } = options;
  const folder = join(out, cluster.name);
  if (existsSync(folder))
    throw new InputError(
      `${folder}: is there already; allowed: one restoration at a time; fix: finish it and remove the folder, or give another --out`,
    );
  const members = membersOf(cluster);
  if (members.length === 0)
    throw new InputError(
      `cluster ${cluster.name}: got no etcd member among its static pods; allowed: stacked or external etcd; fix: restore an etcd that exists already by its own means`,
    );
  output.progress(`reading ${options.snapshot}`);
  const snapshot = await inspectSnapshot(options.snapshot, options.signal);
  checkVersion(snapshot, members, output);
  const restoration = planRestoration(cluster, snapshot, idOf(options.now ?? new Date()));
  await place(folder, restoration, renderRestoreReadme({ restoration, dist, secrets }), options.signal);
  return { folder, id: restoration.id, snapshot, hosts: restoration.hosts.map(({ name }) => name), steps: restoreSteps(restoration) };
}

/** Data moves between minors only by an upgrade, one member after the other. */
function checkVersion(snapshot: Snapshot, members: Member[], output: Output): void {
  for (const { host, image, minor } of members) {
    if (minor === undefined) {
      output.progress(
        `${host}: image ${image} does not say its version; the snapshot is of etcd ${snapshot.minor}, and must be restored by the same minor`,
      );
    } else if (minor !== snapshot.minor) {
      throw new FindingsError(
        `${snapshot.file}: got a snapshot of etcd ${snapshot.minor}${snapshot.minor === '3.5' ? ' or older' : ''}; allowed: ${minor}, which ${host} runs (${image}); ` +
          `fix: take a snapshot of ${minor}, or restore with the image of etcd ${snapshot.minor} (option \`version\` of EtcdTopology) and upgrade afterwards`,
      );
    }
  }
}

/** Everything beside, then one rename: a folder of that name is whole. Snapshots are hard links of one copy where the disk can do that. */
async function place(folder: string, restoration: Restoration, readme: string, signal?: AbortSignal): Promise<void> {
  await makeFolder(resolve(dirname(folder)));
  const temporary = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
  try {
    await writeFile(join(temporary, '.gitignore'), '*\n');
    await writeFile(join(temporary, 'README.md'), readme, { mode: 0o600 });
    const snapshot = join(temporary, 'snapshot.db');
    await copyFile(restoration.snapshot.file, snapshot, constants.COPYFILE_FICLONE);
    await chmod(snapshot, 0o600);
    for (const host of restoration.hosts) {
      refuseStopped(signal);
      const own = join(temporary, host.name);
      await mkdir(own, { mode: 0o700 });
      await writeFile(join(own, 'restore'), renderRestoreScript(restoration, host), { mode: 0o700 });
      if (host.member) await link(snapshot, join(own, 'snapshot.db')).catch(() => copyFile(snapshot, join(own, 'snapshot.db')));
    }
    await rm(snapshot);
    refuseStopped(signal);
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** `20250102T030405Z`. */
function idOf(now: Date): string {
  return now.toISOString().replace(/[-:]|\.\d+/g, '');
}
