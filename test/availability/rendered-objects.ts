import { readRendered, RenderedCluster } from '../../lib/availability/read/rendered';
import { RenderedRule } from '../../lib/availability/rules/rule';
import { describe as line, sorted } from '../../lib/cluster/finding';

const GROUP = 'ha-cluster.local/v1alpha1';

/** An object with the labels of cluster `prod`, and of a host where one is given. */
export function labelled(object: any, host?: string): any {
  const labels = { 'ha-cluster.local/cluster': 'prod', ...(host === undefined ? {} : { 'ha-cluster.local/host': host }) };
  return { ...object, metadata: { name: 'x', ...object.metadata, labels: { ...object.metadata?.labels, ...labels } } };
}

/** The `Cluster` object. */
export function clusterObject(spec: any = {}): any {
  return labelled({ apiVersion: GROUP, kind: 'Cluster', metadata: { name: 'prod' }, spec: { version: '1.36.3', ...spec } });
}

/** What a host is given for a test. */
export interface TestHost {
  /** @default 10.0.0.11 for cp-1, 10.0.0.12 for cp-2, … */
  addresses?: string[];
  spec?: any;
  /** Content by path; `undefined` content stands for a secret. */
  files?: Record<string, string | undefined>;
  directories?: string[];
  pods?: any[];
}

/** The objects of one host. */
export function hostObjects(name: string, given: TestHost): any[] {
  const addresses = given.addresses ?? [`10.0.0.1${name.slice(-1)}`];
  return [
    labelled({ apiVersion: GROUP, kind: 'Host', metadata: { name }, spec: { addresses, roles: ['control-plane'], ...given.spec } }, name),
    ...Object.entries(given.files ?? {}).map(([path, content]) => fileObject(name, path, content)),
    ...(given.directories ?? []).map((path) => labelled({ apiVersion: GROUP, kind: 'HostDirectory', spec: { path } }, name)),
    ...(given.pods ?? []).map((pod) => labelled(pod, name)),
  ];
}

/** A HostFile. */
export function fileObject(host: string, path: string, content?: string, name = path.replace(/\W+/g, '-').slice(1)): any {
  const what = content === undefined ? { contentFrom: { kind: 'SecretKey', name: 'sa', part: 'key' } } : { content };
  return labelled({ apiVersion: GROUP, kind: 'HostFile', metadata: { name }, spec: { path, mode: '0644', owner: 'root', group: 'root', ...what } }, host);
}

/** A static pod that runs a program with flags. */
export function podObject(program: string, flags: string[] = [], spec: any = {}, container: any = {}): any {
  const main = { name: program, image: `registry.k8s.io/${program}:v1.36.3`, command: [program, ...flags], ...container };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: program, namespace: 'kube-system' }, spec: { hostNetwork: true, containers: [main], ...spec } };
}

/** Cluster `prod` of these hosts. */
export function clusterOf(hosts: Record<string, TestHost>, spec?: any, more: any[] = []): RenderedCluster {
  const objects = [clusterObject(spec), ...Object.entries(hosts).flatMap(([name, host]) => hostObjects(name, host)), ...more];
  const [cluster] = readRendered(objects);
  if (!cluster) throw new Error('no cluster');
  return cluster;
}

/** What a rule has to say, as an operator reads it. */
export function says(rule: RenderedRule, cluster: RenderedCluster): string[] {
  return sorted(rule.check(cluster)).map(line);
}

/** Everything but the fix, which is the same in each finding of a rule: shorter to assert where a test has seen it once. */
export function faults(rule: RenderedRule, cluster: RenderedCluster): string[] {
  return says(rule, cluster).map((text) => text.replace(/; fix: .*$/, ''));
}
