import { join } from 'path';
import { Host, Running } from './host';
import { quoted } from './pod';

const UNIT = '/etc/systemd/system/kubelet.service';
const DROP_INS = `${UNIT}.d/`;

/**
 * Starts the kubelet of a host with the command line of its unit, in a root that has the host's rendered files but no container runtime:
 * it reads and validates everything, and ends when it finds no runtime to talk to.
 *
 * @param host where
 * @param program the binary
 */
export function startKubelet(host: Host, program: string): Running {
  const root = host.directoryAt('/');
  const [command, ...args] = commandLine(host);
  const place = (path: string) => quoted(join(root, path));
  const script = [
    `mkdir -p ${['dev', 'proc', 'tmp', 'usr/bin', 'var/lib/kubelet', 'sys/fs/cgroup'].map(place).join(' ')}`,
    `mount --rbind /dev ${place('dev')}`,
    `mount -t proc proc ${place('proc')}`,
    // The machine's second version of cgroups, read-only: newer kubelets refuse the first before they look at anything else.
    `mount -t cgroup2 -o ro cgroup2 ${place('sys/fs/cgroup')}`,
    `touch ${place(command)}`,
    `mount --bind ${quoted(program)} ${place(command)}`,
    `exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot ${[root, command, ...args].map(quoted).join(' ')}`,
  ];
  return host.start('kubelet', script.join('\n'));
}

/** The words of the last ExecStart, as systemd would read them: an empty one resets, drop-ins come after the unit in the order of their names. */
function commandLine(host: Host): string[] {
  const texts = host.plan.files.filter(({ path }) => path === UNIT || (path.startsWith(DROP_INS) && path.endsWith('.conf'))).sort((a, b) => (a.path < b.path ? -1 : 1));
  const lines = texts.flatMap(({ content }) => content.replace(/\\\n\s*/g, ' ').split('\n'));
  const starts = lines.filter((line) => line.startsWith('ExecStart=')).map((line) => line.slice('ExecStart='.length).trim());
  const last = starts[starts.length - 1];
  if (!last) throw new Error(`no ExecStart in ${texts.map(({ path }) => path).join(', ') || `any unit of ${host.plan.name}`}`);
  return (last.match(/(?:"(?:\\.|[^"])*"|[^\s"])+/g) ?? []).map((word) => word.replace(/"/g, '').replace(/%%/g, '%').replace(/\$\$/g, '$'));
}
