import { Output } from '../cli/command/output';
import { PlannedHost } from '../cli/stream/model';
import { demand } from './ground';
import { Archive, archivesFor } from './images';
import { machineFacts, overridesFor, writeOverrides } from './overrides';
import { Rehearsal } from './rehearsal';

/** Limit for the import of one image, in milliseconds. */
const IMPORT_LIMIT = 180_000;

/** Containerd's namespace of the kubelet. */
const CTR = ['ctr', '--namespace', 'k8s.io'];

/**
 * Gives a host what a machine has before a cluster is installed on it: the kubelet of the version, and the images; and what it needs to run here.
 *
 * @param archives of all images of the cluster
 */
export async function prepareHost(rehearsal: Rehearsal, host: PlannedHost, archives: Archive[], output: Output): Promise<void> {
  writeOverrides(rehearsal.machine(host.name), overridesFor(host, machineFacts(rehearsal.state.folder)));
  await placeKubelet(rehearsal, host.name);
  await importImages(rehearsal, host, archives, output);
}

async function placeKubelet(rehearsal: Rehearsal, host: string): Promise<void> {
  const { kubelet } = rehearsal.programs;
  const same = await rehearsal.on(host, ['sh', '-c', `test -x /usr/bin/kubelet && /usr/bin/kubelet --version`]);
  if (same.status === 0 && same.stdout.trim() === `Kubernetes v${rehearsal.cluster.spec.version}`) return;
  const put = `cat > /usr/bin/kubelet.new && chmod 0755 /usr/bin/kubelet.new && mv /usr/bin/kubelet.new /usr/bin/kubelet`;
  demand(await rehearsal.on(host, ['sh', '-c', put], { inputFile: kubelet }), `${host}: kubelet`);
}

async function importImages(rehearsal: Rehearsal, host: PlannedHost, archives: Archive[], output: Output): Promise<void> {
  demand(await rehearsal.on(host.name, ['systemctl', 'start', 'containerd.service']), `${host.name}: containerd`);
  const there = demand(await rehearsal.on(host.name, [...CTR, 'images', 'ls', '--quiet']), `${host.name}: images`).split('\n');
  const wanted = archivesFor(host, archives, rehearsal.state.get().also).filter(({ name }) => !there.includes(name));
  for (const { name, file } of wanted) {
    demand(await rehearsal.on(host.name, [...CTR, 'images', 'import', '-'], { inputFile: file, timeoutMs: IMPORT_LIMIT }), `${host.name}: ${name}`);
  }
  if (wanted.length > 0) output.progress(`${host.name}: imported ${wanted.length} images`);
}
