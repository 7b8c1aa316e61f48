import { existsSync, readdirSync } from 'fs';
import { homedir } from 'os';
import { join } from 'path';

/** Where `scripts/build-components.sh` puts what it builds. */
const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-ha-cluster', 'bin');

const COMPONENTS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet'];

/** The binaries with which one Kubernetes version can be run. */
export interface Binaries {
  /** As in `1.36.3`. */
  readonly kubernetes: string;
  /** The etcd version that is there; the wanted one, or another patch of the same minor. */
  readonly etcd: string;
  /** Path of a program, by the name of its command. */
  program(command: string): string;
}

/** The binaries for a version, or the reason why there are none, with what to do. */
export function binariesOf(kubernetes: string, wantedEtcd: string): Binaries | string {
  const folder = join(CACHE, 'kubernetes', kubernetes);
  const missing = COMPONENTS.filter((name) => !existsSync(join(folder, name)));
  const minor = wantedEtcd.split('.').slice(0, 2).join('.');
  const etcd = existsSync(etcdAt(wantedEtcd)) ? wantedEtcd : versionsOf('etcd').find((version) => version.startsWith(`${minor}.`) && existsSync(etcdAt(version)));
  if (missing.length > 0) return `${missing.join(', ')} ${kubernetes} not built; run scripts/build-components.sh ${kubernetes}`;
  if (etcd === undefined) return `no etcd ${minor} built; run scripts/build-components.sh ${wantedEtcd}`;
  return { kubernetes, etcd, program: (command) => (command === 'etcd' || command === 'etcdctl' ? join(CACHE, 'etcd', etcd, command) : join(folder, command)) };
}

/** The Kubernetes versions of which at least the apiserver was built, newest first. */
export function builtVersions(): string[] {
  return versionsOf('kubernetes').filter((version) => existsSync(join(CACHE, 'kubernetes', version, 'kube-apiserver')));
}

function etcdAt(version: string): string {
  return join(CACHE, 'etcd', version, 'etcd');
}

function versionsOf(component: string): string[] {
  const folder = join(CACHE, component);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
}
