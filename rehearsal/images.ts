import { existsSync, mkdirSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { CommandError, ExitCode, PrerequisiteError } from '../cli/command/errors';
import { Output } from '../cli/command/output';
import { packageRoot } from '../cli/command/package-root';
import { PlannedCluster, PlannedHost } from '../cli/stream/model';
import { cacheFolder } from './programs';
import { runProgram } from './run-program';

/** How images are had where no folder of archives is given. */
export type ImageSource = 'build' | 'pull';

interface Way {
  /** In rehearsal/images. */
  readonly script: string;
  /** In the cache; apart, so that a built image never passes for a published one. */
  readonly folder: string;
  readonly progress: (names: string) => string;
  readonly failure: string;
  /** What the script's own messages cannot say, for what cannot be had on this machine. */
  readonly fix?: string;
}

const WAYS: Record<ImageSource, Way> = {
  build: {
    script: 'build.sh',
    folder: 'images',
    progress: (names) => `images: building ${names} (the first time takes minutes)`,
    failure: 'images: not built',
  },
  pull: {
    script: 'pull.sh',
    folder: 'pulled',
    progress: (names) => `images: pulling ${names}`,
    failure: 'images: not pulled',
    fix: 'fix: without --pull they are built, and with --images FOLDER they are archives of yours',
  },
};

/** Limit for having every image from nothing, in milliseconds. */
const LIMIT = 40 * 60_000;

/** An image for containerd to import. */
export interface Archive {
  /** Full name of the image. */
  readonly name: string;
  /** Path of the archive. */
  readonly file: string;
  /** Where it is not the version that the name says: what it is instead. */
  readonly differs?: string;
}

/** The images that a host's kubelet and containerd ask for, sorted. */
export function imagesOf(host: PlannedHost): string[] {
  const pods = host.staticPods.flatMap(({ spec }) => [...spec.containers, ...(spec.initContainers ?? [])].map(({ image }) => image));
  const sandbox = host.files.flatMap(({ content }) =>
    [...(content ?? '').matchAll(/^\s*sandbox(?:_image)?\s*=\s*"([^"]+)"/gm)].map(([, name]) => name!),
  );
  return [...new Set([...pods, ...sandbox])].sort();
}

/** The images that a cluster's hosts ask for, sorted. */
export function imagesOfCluster(cluster: PlannedCluster): string[] {
  return [...new Set(cluster.hosts.flatMap(imagesOf))].sort();
}

/** Those of the archives that a host asks for, and those that every host gets. */
export function archivesFor(host: PlannedHost, archives: Archive[], also: string[] = []): Archive[] {
  const names = [...imagesOf(host), ...also].map(fullName);
  return archives.filter(({ name }) => names.includes(name));
}

/**
 * Archives of all images that are asked for: out of a folder, or built, or pulled.
 *
 * @param names of images
 * @param folder of archives with a description beside each
 * @param source what is done without a folder
 * @throws PrerequisiteError with what the folder lacks, or what cannot be had on this machine
 */
export async function archivesOf(names: string[], folder: string | undefined, output: Output, source: ImageSource = 'build'): Promise<Archive[]> {
  const from = folder ?? (await obtain(names, WAYS[source], output));
  const there = archivesIn(from);
  const missing = names.filter((name) => !there.some((archive) => archive.name === fullName(name)));
  if (missing.length > 0) {
    throw new PrerequisiteError(
      `images: ${from} has no archive of ${missing.join(', ')}; fix: rehearsal/images/build.sh (or pull.sh) --out ${from} ${missing.join(' ')}`,
    );
  }
  return names.map((name) => there.find((archive) => archive.name === fullName(name))!);
}

/** The name under which a container runtime looks for an image: with a registry, and with nothing beside a digest. */
function fullName(name: string): string {
  const [tagged, digest] = name.split('@');
  if (digest !== undefined) return `${fullName(tagged!.replace(/:[^:/]*$/, ''))}@${digest}`;
  const parts = name.split('/');
  if (parts.length > 1 && /[.:]|^localhost$/.test(parts[0]!)) return name;
  return parts.length === 1 ? `docker.io/library/${name}` : `docker.io/${name}`;
}

function archivesIn(folder: string): Archive[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => describe(folder, file))
    .filter(({ file }) => existsSync(file));
}

function describe(folder: string, file: string): Archive {
  const { name, wanted, have } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { name: string; wanted?: string; have?: string };
  const differs = wanted !== have && have !== undefined ? `${name}: wanted ${wanted}, have ${have}` : undefined;
  return { name, file: join(folder, file.replace(/\.json$/, '.tar')), differs };
}

async function obtain(names: string[], { script, folder, progress, failure, fix }: Way, output: Output): Promise<string> {
  const cache = join(cacheFolder(), folder);
  const there = archivesIn(cache).map(({ name }) => name);
  const missing = names.filter((name) => !there.includes(fullName(name)));
  if (missing.length > 0) output.progress(progress(missing.join(', ')));
  mkdirSync(cache, { recursive: true });
  const { status, stderr } = await runProgram([join(packageRoot(), 'rehearsal', 'images', script), '--out', cache, ...names], { timeoutMs: LIMIT });
  if (status === 0) return cache;
  const reasons = [...stderr.trim().split('\n').slice(-5), ...(fix !== undefined && status === ExitCode.PREREQUISITE ? [fix] : [])];
  throw new CommandError(`${failure}: ${reasons.join('\n')}`, status as ExitCode);
}
