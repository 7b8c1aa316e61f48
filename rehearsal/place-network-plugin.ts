import { basename, dirname } from 'path';
import { KubeObject, PlannedHost } from '../cli/stream/model';
import { demand } from './ground';
import { networkPluginOf, PlacedFile, podRanges, ROUTES_UNIT } from './network-plugin';
import { networkPluginPrograms } from './programs';
import { Rehearsal } from './rehearsal';
import { until, explain } from './until';

/** Limit for kube-controller-manager to give every Node its range, in milliseconds. */
const RANGES_LIMIT = 180_000;

/** Puts the stand-in for a network plugin on every host that is a Node; what is there already stays. */
export async function placeNetworkPlugin(rehearsal: Rehearsal): Promise<void> {
  const hosts = rehearsal.cluster.hosts.filter(({ name, spec }) => spec.roles.some((role) => role !== 'etcd') && rehearsal.powered(name));
  let nodes: KubeObject[] = [];
  const ranges = {
    name: 'every Node has a range for its pods',
    missing: async () => {
      nodes = await rehearsal.kube.get(['nodes']);
      const without = hosts.map(({ name }) => name).filter((name) => podRanges(nodes, name).length === 0);
      return without.length === 0 ? undefined : without.join(', ');
    },
  };
  explain(await until([ranges], RANGES_LIMIT), rehearsal.cluster.name);
  await Promise.all(hosts.map((host) => place(rehearsal, host, nodes)));
}

async function place(rehearsal: Rehearsal, { name }: PlannedHost, nodes: KubeObject[]): Promise<void> {
  const files = networkPluginOf(rehearsal.cluster, nodes, name);
  const changed = await Promise.all(files.map((file) => placeFile(rehearsal, name, file)));
  if (!changed.some(Boolean)) return;
  for (const program of networkPluginPrograms()) {
    const put = `mkdir -p /opt/cni/bin && cat > /opt/cni/bin/${basename(program)} && chmod 0755 /opt/cni/bin/${basename(program)}`;
    demand(await rehearsal.on(name, ['sh', '-c', put], { inputFile: program }), `${name}: ${basename(program)}`);
  }
  const start = `systemctl daemon-reload && systemctl enable --quiet ${ROUTES_UNIT} && systemctl restart ${ROUTES_UNIT}`;
  demand(await rehearsal.on(name, ['sh', '-c', start]), `${name}: ${ROUTES_UNIT}`);
}

/** Whether the file had to be written. */
async function placeFile(rehearsal: Rehearsal, host: string, { path, mode, content }: PlacedFile): Promise<boolean> {
  const there = await rehearsal.on(host, ['cat', path]);
  if (there.status === 0 && there.stdout === content) return false;
  const put = `mkdir -p ${dirname(path)} && cat > ${path}.new && chmod ${mode} ${path}.new && mv ${path}.new ${path}`;
  demand(await rehearsal.on(host, ['sh', '-c', put], { input: content }), `${host}: ${path}`);
  return true;
}
