import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, App } from 'cdk8s';
import { parse } from 'yaml';
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, KubernetesVersion } from '../../lib';

/** Where kubeadm keeps etcd. */
export type Topology = 'stacked' | 'external';

/** One cluster of which kubeadm's own files are at hand. */
export interface Case {
  readonly minor: number;
  readonly topology: Topology;
}

const FOLDER = path.join(__dirname, '../fixtures/kubeadm');

/** Every minor that can be rendered. */
export const MINORS = [28, 29, 30, 31, 32, 33, 34, 35, 36];

/** Every cluster of which kubeadm's own files are at hand. */
export const CASES: Case[] = [28, 34, 36].flatMap((minor) => (['stacked', 'external'] as const).map((topology) => ({ minor, topology })));

/** What kubeadm writes for cp-1, by component. */
export function kubeadmPods({ minor, topology }: Case): Map<string, any> {
  const folder = path.join(FOLDER, `v1.${minor}`, topology);
  return byName(fs.readdirSync(folder).map((name) => parse(fs.readFileSync(path.join(folder, name), 'utf8'))));
}

/** What the blueprint writes for cp-1 of the same cluster, by component, without what makes the endpoint. */
export function ourPods({ minor, topology }: Case): Map<string, any> {
  const host = (name: string, last: number, zone: string) => ({ name, address: `10.0.0.${last}`, zone });
  const three = (name: string, first: number) => ['a', 'b', 'c'].map((zone, index) => host(`${name}-${index + 1}`, first + index, zone));
  const cluster = new HaCluster(new App(), 'prod', {
    version: KubernetesVersion.of(KubernetesVersion.of(`1.${minor}.0`)._row()?.patch ?? ''),
    controlPlanes: three('cp', 11),
    etcd: topology === 'stacked' ? EtcdTopology.stacked() : EtcdTopology.external({ members: three('etcd', 21) }),
    endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0' }),
  });
  const objects = cluster.hostChart('cp-1').node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child));
  return byName(objects.filter((object) => object.kind === 'Pod').map((object) => object.toJson()));
}

function byName(pods: any[]): Map<string, any> {
  return new Map(pods.map((pod) => [pod.metadata.name as string, pod]));
}
