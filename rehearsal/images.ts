import { existsSync, mkdirSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { CommandError, ExitCode, PrerequisiteError } from '../cli/command/errors';
import { Output } from '../cli/command/output';
import { packageRoot } from '../cli/command/package-root';
import { PlannedCluster, PlannedHost } from '../cli/stream/model';
import { cacheFolder } from './programs';
import { runProgram } from './run-program';

/** Limit for building every image from nothing, in milliseconds. */
const BUILD_LIMIT = 40 * 60_000;

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
 * Archives of all images that are asked for: out of a folder, or built.
 *
 * @param names of images
 * @param folder of archives with a description beside each; without it they are built
 * @throws PrerequisiteError with what the folder lacks
 */
export async function archivesOf(names: string[], folder: string | undefined, output: Output): Promise<Archive[]> {
  const from = folder ?? (await build(names, output));
  const there = archivesIn(from);
  const missing = names.filter((name) => !there.some((archive) => archive.name === fullName(name)));
  if (missing.length > 0) {
    throw new PrerequisiteError(
      `images: ${from} has no archive of ${missing.join(', ')}; fix: rehearsal/images/build.sh --out ${from} ${missing.join(' ')}`,
    );
  }
  return names.map((name) => there.find((archive) => archive.name === fullName(name))!);
}

/** The name that a container runtime gives an image without a registry in its name. */
function fullName(name: string): string {
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

async function build(names: string[], output: Output): Promise<string> {
  const folder = join(cacheFolder(), 'images');
  const there = archivesIn(folder).map(({ name }) => name);
  const missing = names.filter((name) => !there.includes(fullName(name)));
  if (missing.length > 0) output.progress(`images: building ${missing.join(', ')} (the first time takes minutes)`);
  mkdirSync(folder, { recursive: true });
  const done = await runProgram([join(packageRoot(), 'rehearsal', 'images', 'build.sh'), '--out', folder, ...names], { timeoutMs: BUILD_LIMIT });
  if (done.status !== 0) throw new CommandError(`images: not built: ${done.stderr.trim().split('\n').slice(-5).join('\n')}`, done.status as ExitCode);
  return folder;
}
