import { existsSync, mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Host, Running } from './host';

/** What a container runtime grants when the pod asks for nothing (containerd's default list). */
const CAPABILITIES = ['chown', 'dac_override', 'fsetid', 'fowner', 'mknod', 'net_raw', 'setgid', 'setuid', 'setfcap', 'setpcap', 'net_bind_service', 'sys_chroot', 'kill', 'audit_write'];

/** A word for sh. */
export const quoted = (word: string) => `'${word.replace(/'/g, `'\\''`)}'`;

/**
 * Runs the single container of a static pod as a runtime would, without one: its root has nothing but the program and what the pod mounts, with the
 * mount options, user, capabilities and environment that the pod asks for.
 *
 * @param host where
 * @param pod the manifest
 * @param program the binary that the image would hold
 */
export function startPod(host: Host, pod: any, program: string): Running {
  const [container] = pod.spec.containers;
  const root = host.aside('containers', pod.metadata.name);
  const [command, ...args] = [...(container.command ?? []), ...(container.args ?? [])];
  const installed = `/usr/local/bin/${command}`;
  const script = [
    // A mount of its own, so that it can become read-only below what is mounted in it.
    `mount --bind ${quoted(root)} ${quoted(root)} `,
    ...bind(root, program, installed, true),
    ...bind(root, '/dev', '/dev', false),
    `mkdir -p ${quoted(join(root, 'proc'))} && mount -t proc proc ${quoted(join(root, 'proc'))}`,
    ...(container.volumeMounts ?? []).flatMap((mount: any) => bind(root, sourceOf(host, pod, mount.name), mount.mountPath, mount.readOnly === true)),
    ...(container.securityContext?.readOnlyRootFilesystem ? [`mount -o remount,bind,ro ${quoted(root)}`] : []),
    `exec ${[...confinement(pod, container), ...environment(container), 'chroot', ...user(pod, container), root, installed, ...args].map(quoted).join(' ')}`,
  ];
  writeHosts(root);
  return host.start(pod.metadata.name, script.join('\n'));
}

/** The URL that the kubelet would ask for a probe of the pod. */
export function probeUrl(host: Host, pod: any, probe: string): string | undefined {
  const [container] = pod.spec.containers;
  const get = container[probe]?.httpGet;
  if (!get) return undefined;
  const port = typeof get.port === 'number' ? get.port : container.ports.find((entry: any) => entry.name === get.port).containerPort;
  const address: string = get.host ?? host.plan.addresses[0];
  return `${(get.scheme ?? 'HTTP').toLowerCase()}://${address.includes(':') ? `[${address}]` : address}:${port}${get.path}`;
}

function bind(root: string, source: string, target: string, readOnly: boolean): string[] {
  const place = quoted(join(root, target));
  const make = `if [ -d ${quoted(source)} ]; then mkdir -p ${place}; else mkdir -p ${quoted(dirname(join(root, target)))} && touch ${place}; fi`;
  return [make, `mount --bind ${quoted(source)} ${place}`, ...(readOnly ? [`mount -o remount,bind,ro ${place}`] : [])];
}

/** Where a volume is on this machine, made as the kubelet would make it. */
function sourceOf(host: Host, pod: any, name: string): string {
  const volume = pod.spec.volumes.find((entry: any) => entry.name === name);
  if (volume.emptyDir) return host.aside('volumes', `${pod.metadata.name}-${name}`);
  const { path, type } = volume.hostPath;
  if (path === '/etc/ssl/certs' && existsSync(path)) return path;
  if (type === 'DirectoryOrCreate') return host.directoryAt(path);
  if (!existsSync(host.path(path))) throw new Error(`${pod.metadata.name} mounts ${path}, which no file or directory of ${host.plan.name} makes`);
  return host.path(path);
}

function confinement(pod: any, container: any): string[] {
  const { add = [], drop = [] } = container.securityContext?.capabilities ?? {};
  const dropped = drop.map((name: string) => name.toLowerCase());
  // The last ones are needed to enter the root; for root that is one more than the container should have, for other users none.
  const entering = user(pod, container).length > 0 ? ['sys_chroot', 'setuid', 'setgid'] : ['sys_chroot'];
  const kept = [...CAPABILITIES.filter((name) => !dropped.includes('all') && !dropped.includes(name)), ...add.map((name: string) => name.toLowerCase()), ...entering];
  const bounds = `-all,${[...new Set(kept)].map((name) => `+${name}`).join(',')}`;
  const narrow = container.securityContext?.allowPrivilegeEscalation === false ? ['--no-new-privs'] : [];
  return container.securityContext?.privileged ? [] : ['setpriv', '--inh-caps=-all', `--bounding-set=${bounds}`, ...narrow];
}

function environment(container: any): string[] {
  const variables = (container.env ?? []).map((entry: any) => {
    if (entry.value === undefined) throw new Error(`environment variable ${entry.name}: only plain values are known here`);
    return `${entry.name}=${entry.value}`;
  });
  return ['env', '-i', 'PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', ...variables];
}

function user(pod: any, container: any): string[] {
  const { runAsUser = 0, runAsGroup = 0 } = { ...pod.spec.securityContext, ...container.securityContext };
  return runAsUser === 0 && runAsGroup === 0 ? [] : [`--userspec=+${runAsUser}:+${runAsGroup}`];
}

function writeHosts(root: string): void {
  mkdirSync(join(root, 'etc'), { recursive: true });
  mkdirSync(join(root, 'tmp'), { recursive: true });
  writeFileSync(join(root, 'etc/hosts'), '127.0.0.1 localhost\n::1 localhost\n');
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/sbin/nologin\n');
}
