import { accessSync, constants } from 'fs';
import { homedir } from 'os';
import { delimiter, join } from 'path';
import { PrerequisiteError } from '../cli/command/errors';

/** The programs of one Kubernetes version that do not come in images. */
export interface Programs {
  /** Path of the kubelet that hosts get as /usr/bin/kubelet. */
  readonly kubelet: string;
  /** Path of the kubectl that clients use. */
  readonly kubectl: string;
}

/** Where `scripts/build-components.sh` and `rehearsal/images/build.sh` keep what they made. */
export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-ha-cluster');
}

/**
 * Finds the programs of a version: in a folder that was given, or among those that were built.
 *
 * @param version of Kubernetes, as in `1.36.3`
 * @param folder that has them
 * @throws PrerequisiteError that says how to get what is missing
 */
export function findPrograms(version: string, folder?: string): Programs {
  const folders = folder === undefined ? [join(cacheFolder(), 'bin', 'kubernetes', version)] : [folder];
  return { kubelet: find('kubelet', version, folders), kubectl: find('kubectl', version, folders) };
}

function find(name: string, version: string, folders: string[]): string {
  const found = folders.map((folder) => join(folder, name)).find(isProgram);
  if (found) return found;
  throw new PrerequisiteError(
    `${name} ${version}: not in ${folders.join(', ')}; fix: scripts/build-components.sh ${version}, or --programs FOLDER with kubelet and kubectl of that version`,
  );
}

/** The stand-in's programs: those that its configuration names, and `loopback`, which containerd calls. */
const PLUGINS = ['bridge', 'host-local', 'loopback', 'portmap'];

/** Version of the network plugins' programs. */
const PLUGINS_VERSION = '1.9.1';

/**
 * Paths of the network plugin's programs.
 *
 * @throws PrerequisiteError that says how to get what is missing
 */
export function networkPluginPrograms(): string[] {
  const folder = join(cacheFolder(), 'bin', 'cni-plugins', PLUGINS_VERSION);
  const missing = PLUGINS.filter((name) => !isProgram(join(folder, name)));
  if (missing.length > 0)
    throw new PrerequisiteError(`${missing.join(', ')}: not in ${folder}; fix: scripts/build-components.sh cni-plugins@${PLUGINS_VERSION}`);
  return PLUGINS.map((name) => join(folder, name));
}

/** Where a program is on the PATH or where administrators' programs lie. */
export function onPath(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
