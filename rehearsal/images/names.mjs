import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/**
 * Prints the images that hosts need before they have a registry, one a line: those of the static pods, and the sandbox of containerd.
 *
 * usage: node names.mjs DIST; exit 2 with a message where DIST cannot be read or names no image
 */
const HOST_LABEL = 'ha-cluster.local/host';

/** `sandbox_image` until containerd 1.7, `sandbox` among the pinned images from 2.0 on. */
const SANDBOX = /^\s*sandbox(?:_image)?\s*=\s*["']([^"']+)["']/gm;

class Unreadable extends Error {}

function objectsBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .flatMap((entry) => objectsOf(join(entry.parentPath ?? entry.path, entry.name)));
}

function objectsOf(path) {
  return parseAllDocuments(readFileSync(path, 'utf8')).map((document) => {
    if (document.errors.length > 0) throw new Unreadable(`${path}: ${document.errors[0].message.split('\n')[0]}`);
    return document.toJS();
  });
}

function imagesOf(object) {
  if (!object?.metadata?.labels?.[HOST_LABEL]) return [];
  if (object.kind === 'Pod') return [...(object.spec.initContainers ?? []), ...(object.spec.containers ?? [])].map(({ image }) => image);
  const containerd = object.kind === 'HostFile' && object.spec.path.startsWith('/etc/containerd/') && object.spec.content;
  return containerd ? [...containerd.matchAll(SANDBOX)].map(([, image]) => image) : [];
}

function main(dist) {
  if (!statSync(dist, { throwIfNoEntry: false })?.isDirectory()) throw new Unreadable(`${dist}: no such folder; give the folder that synth wrote`);
  const images = [...new Set(objectsBelow(dist).flatMap(imagesOf))].sort();
  if (images.length === 0) throw new Unreadable(`${dist}: no static pod and no containerd configuration in it; give the folder that synth wrote`);
  console.log(images.join('\n'));
}

try {
  main(process.argv[2] ?? 'dist');
} catch (error) {
  if (!(error instanceof Unreadable) && error.code === undefined) throw error;
  console.error(`names: ${error.message}`);
  process.exitCode = 2;
}
