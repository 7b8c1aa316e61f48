import { join } from 'path';
import { App } from 'cdk8s';
import { makeReport } from '../../cli/report/report';
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, HaClusterProps, KubernetesVersion, writeDist } from '../../lib';
import { temporaryFolder } from '../temporary-folder';

/** A page and its picture, made of a cluster that was synthesised. */
export interface MadePage {
  readonly page: string;
  readonly svg: string;
}

/** The three topologies whose pages are looked at. */
export const PAGES = ['three hosts', 'seven hosts in three zones', 'external etcd'] as const;

const CLUSTERS: Readonly<Record<(typeof PAGES)[number], Omit<HaClusterProps, 'version'>>> = {
  'three hosts': {
    controlPlanes: hosts('cp', 11, 'abc'),
    workers: hosts('worker', 31, 'a'),
    etcd: EtcdTopology.stacked(),
    endpoint: endpoint(false),
  },
  'seven hosts in three zones': {
    controlPlanes: hosts('cp', 11, 'aaabbcc'),
    workers: hosts('worker', 31, 'aaaabbbccc'),
    etcd: EtcdTopology.stacked(),
    endpoint: endpoint(true),
  },
  'external etcd': {
    controlPlanes: hosts('cp', 11, 'abc'),
    workers: hosts('worker', 31, 'abc'),
    etcd: EtcdTopology.external({ members: hosts('etcd', 21, 'abc') }),
    endpoint: endpoint(false),
  },
};

/** Synthesises a cluster and makes its page, with measurements and everything else that a page can have. */
export async function makePage(name: (typeof PAGES)[number]): Promise<MadePage> {
  const folder = temporaryFolder();
  const app = new App();
  new HaCluster(app, 'prod', { version: KubernetesVersion.V1_36, ...CLUSTERS[name] });
  writeDist(app, { outdir: join(folder, 'dist') });
  const made = { page: join(folder, 'report.html'), svg: join(folder, 'topology.svg') };
  await makeReport({ source: { dist: join(folder, 'dist') }, now: new Date('2026-06-01T00:00:00Z') }, made.page, made.svg);
  return made;
}

/** One host for each letter, which is its zone. */
function hosts(name: string, first: number, zones: string): { readonly name: string; readonly address: string; readonly zone: string }[] {
  return [...zones].map((zone, index) => ({ name: `${name}-${index + 1}`, address: `10.0.0.${first + index}`, zone }));
}

function endpoint(workerLoadBalancer: boolean): ControlPlaneEndpoint {
  return ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0', workerLoadBalancer });
}
