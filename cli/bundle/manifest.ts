import { createHash } from 'crypto';
import { OnChange, PlannedCluster, PlannedPath } from '../stream/model';
import { HostTree, TreeFile } from './tree';

/** A file as the manifest names it. */
export interface ManifestFile extends PlannedPath {
  /** Of its content, hexadecimal. It is as secret as the content: manifests stay where the tree is. */
  readonly sha256: string;
  readonly onChange?: OnChange;
}

/** What a tree holds and what its host needs beside, as `manifest.json`. */
export interface HostManifest {
  /** Of this file's form. */
  readonly format: 1;
  readonly cluster: string;
  readonly host: string;
  readonly addresses: string[];
  readonly versions: { readonly kubernetes: string; readonly kubelet?: string; readonly images: string[] };
  readonly packages: string[];
  readonly users: { readonly name: string; readonly home: string }[];
  readonly directories: PlannedPath[];
  readonly files: ManifestFile[];
  readonly staticPods: ManifestFile[];
  readonly kernelModules: string[];
  readonly sysctls: Record<string, string>;
  readonly units: string[];
}

/** Describes a tree. */
export function manifestOf(cluster: PlannedCluster, { host, files, pods }: HostTree): HostManifest {
  const { spec } = host;
  return {
    format: 1,
    cluster: cluster.name,
    host: host.name,
    addresses: spec.addresses,
    versions: {
      kubernetes: cluster.spec.version,
      ...(spec.kubeletVersion ? { kubelet: spec.kubeletVersion } : {}),
      images: imagesOf(host.staticPods),
    },
    packages: spec.packages ?? [],
    users: spec.users ?? [],
    directories: host.directories.map(({ path, mode, owner, group }) => ({ path, mode, owner, group })),
    files: files.map(manifestFile),
    staticPods: pods.map(manifestFile),
    kernelModules: spec.kernelModules ?? [],
    sysctls: spec.sysctls ?? {},
    units: spec.units ?? [],
  };
}

/**
 * The same for `install`, which is a shell script: one thing a line, fields apart by tabs, `-` where there is none, `end` last.
 *
 * No field of a stream that fits its schemas can hold a tab or a line feed.
 */
export function manifestLines(manifest: HostManifest): string {
  const rows: string[][] = [
    ['cluster', manifest.cluster],
    ['host', manifest.host, manifest.addresses.join(' ')],
    ...(manifest.versions.kubelet ? [['kubelet', manifest.versions.kubelet]] : []),
    ...manifest.packages.map((name) => ['package', name]),
    ...manifest.users.map(({ name, home }) => ['user', name, home]),
    ...manifest.directories.map(({ path, mode, owner, group }) => ['directory', path, mode, owner, group]),
    ...manifest.files.map((file) => ['file', ...fileFields(file)]),
    ...manifest.staticPods.map((file) => ['pod', ...fileFields(file)]),
    ...manifest.kernelModules.map((name) => ['module', name]),
    ...Object.entries(manifest.sysctls).map(([key, value]) => ['sysctl', key, value.trim().replace(/\s+/g, ' ')]),
    ...manifest.units.map((name) => ['unit', name]),
    ['end'],
  ];
  return `${rows.map((row) => row.join('\t')).join('\n')}\n`;
}

function fileFields({ path, mode, owner, group, sha256, onChange }: ManifestFile): string[] {
  return [path, mode, owner, group, sha256, onChange?.unit ?? '-', onChange?.action ?? '-'];
}

function manifestFile({ content, path, mode, owner, group, onChange }: TreeFile): ManifestFile {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { path, mode, owner, group, sha256, ...(onChange ? { onChange } : {}) };
}

function imagesOf(pods: PlannedCluster['hosts'][number]['staticPods']): string[] {
  const images = pods.flatMap(({ spec }) => [...spec.containers, ...(spec.initContainers ?? [])].map(({ image }) => image));
  return [...new Set(images)].sort();
}
