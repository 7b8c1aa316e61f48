import { spawn, spawnSync } from 'child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';

/** How one run of `install` ended. */
export interface InstallRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What systemctl was asked to change during it. */
  readonly systemctl: string[];
}

/** The commands of packages, which this machine may not have. */
const COMMANDS = ['conntrack', 'containerd', 'ethtool', 'iptables', 'socat'];

/** Answers for systemd: units are enabled or active when a file of their name is there; what changes something is noted. */
const SYSTEMCTL = `#!/bin/bash
verb=$1 unit=\${!#}
mkdir -p /shim/enabled /shim/active
case $verb in
  is-enabled) [[ -e /shim/enabled/$unit ]]; exit ;;
  is-active) [[ -e /shim/active/$unit ]]; exit ;;
esac
printf '%s\\n' "$verb\${2:+ $unit}" >>/shim/log
[[ ! -e /shim/fail-$verb-$unit ]] || exit 1
case $verb in
  enable) touch "/shim/enabled/$unit" ;;
  disable) rm -f "/shim/enabled/$unit" "/shim/active/$unit" ;;
  start | restart | reload-or-restart) touch "/shim/active/$unit" ;;
esac
[[ ! -e /shim/reads/$unit ]] || xargs sha256sum </shim/reads/"$unit" >"/shim/seen-$unit"
`;

const MODPROBE = `#!/bin/bash
mkdir -p "/sys/module/$1"
`;

/** This machine's own files below a host's; the host's kernel settings are plain files. */
const ENTER = `
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/disk,workdir=$1/work" "$1/root" || exit 99
mount --bind /dev "$1/root/dev" && mount --bind /proc "$1/root/proc" && mount --bind "$1/sysctl" "$1/root/proc/sys" && mount --bind "$2" "$1/root/mnt" || exit 99
hostname "$3"
ip link add eth0 type veth peer name peer0 && for address in $5; do ip address add "$address" dev eth0; done
PATH=/shim:$PATH exec chroot "$1/root" /bin/bash --norc -c "$4"
`;

/** A host that only has files: its own disk over this machine's, commands that are told to pretend, and a host name. Needs root. */
export class InstalledHost {
  private readonly folder = mkdtempSync(join(tmpdir(), 'ha-install-'));

  /** Its addresses. */
  public addresses: string[] = [];

  /** @param name its host name */
  constructor(public name: string) {
    for (const part of ['disk', 'work', 'root', 'sysctl']) mkdirSync(join(this.folder, part));
    for (const command of COMMANDS) this.command(`/shim/${command}`, '#!/bin/bash\n');
    this.command('/shim/systemctl', SYSTEMCTL);
    this.command('/shim/modprobe', MODPROBE);
    this.command('/usr/bin/kubelet', "#!/bin/bash\necho 'Kubernetes v1.36.3'\n");
    this.write('/sys/fs/cgroup/cgroup.controllers', '');
    mkdirSync(this.path('/run/systemd/system'), { recursive: true });
    // Whatever this machine has there, the host has not.
    this.run('rm -rf /etc/haproxy /etc/keepalived /etc/kubernetes /etc/containerd /var/lib/kubelet /var/lib/etcd /var/lib/ha-cluster');
  }

  /** Runs `install` of a tree. */
  install(tree: string, ...options: string[]): InstallRun {
    const before = this.log().length;
    const run = spawnSync('unshare', this.entering(tree, `/mnt/install ${options.join(' ')}`), { encoding: 'utf8', env: ENVIRONMENT });
    if (run.status === 99) throw new Error(`no overlay here: ${run.stderr}`);
    return { status: run.status, stdout: run.stdout, stderr: run.stderr, systemctl: this.log().slice(before) };
  }

  /** Runs `install` and kills it and all that it started after some milliseconds. */
  async installKilled(tree: string, afterMs: number): Promise<boolean> {
    const child = spawn('unshare', ['--pid', '--fork', '--kill-child', ...this.entering(tree, '/mnt/install')], {
      stdio: 'ignore',
      env: ENVIRONMENT,
    });
    const ended = new Promise<boolean>((resolve) => child.on('exit', (_, signal) => resolve(signal !== null)));
    const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
    const killed = await ended;
    clearTimeout(timer);
    return killed;
  }

  /** Runs a command on the host. */
  run(command: string): string {
    return spawnSync('unshare', this.entering(this.folder, command), { encoding: 'utf8', env: ENVIRONMENT }).stdout;
  }

  /** Where a changed file of the host is seen from outside. */
  path(path: string): string {
    return join(this.folder, 'disk', path);
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }

  has(path: string): boolean {
    return existsSync(this.path(path)) && !statSync(this.path(path)).isCharacterDevice();
  }

  mode(path: string): string {
    return (statSync(this.path(path)).mode & 0o7777).toString(8).padStart(4, '0');
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  remove(path: string): void {
    rmSync(this.path(path), { recursive: true, force: true });
  }

  command(path: string, text: string): void {
    this.write(path, text);
    chmodSync(this.path(path), 0o755);
  }

  sysctl(key: string, value?: string): string {
    const file = join(this.folder, 'sysctl', key.replace(/\./g, '/'));
    mkdirSync(dirname(file), { recursive: true });
    if (value !== undefined) writeFileSync(file, `${value}\n`);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  }

  /** Files whose content a unit takes in at every start, restart and reload. */
  reads(unit: string, ...paths: string[]): void {
    this.write(`/shim/reads/${unit}`, `${paths.join('\n')}\n`);
  }

  /** The digests and paths of what a unit took in last. */
  seen(unit: string): string {
    return this.has(`/shim/seen-${unit}`) ? this.read(`/shim/seen-${unit}`) : '';
  }

  /** Every file of the host's own disk below a folder. */
  files(folder: string): string[] {
    const below = (path: string): string[] =>
      readdirSync(this.path(path), { withFileTypes: true }).flatMap((entry) => {
        const name = join(path, entry.name);
        return entry.isDirectory() ? below(name) : entry.isFile() ? [name] : [];
      });
    return existsSync(this.path(folder)) ? below(folder).sort() : [];
  }

  destroy(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private log(): string[] {
    return this.has('/shim/log') ? this.read('/shim/log').trim().split('\n') : [];
  }

  private entering(tree: string, command: string): string[] {
    return ['--mount', '--uts', '--net', 'bash', '--norc', '-c', ENTER, 'enter', this.folder, tree, this.name, command, this.addresses.join(' ')];
  }
}

const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C' };
