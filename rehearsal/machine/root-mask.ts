/** What a host sees of the machine's own root; everything else at the top is hidden, home folders and this rehearsal's secrets among it. */
export const SHOWN_AT_TOP = ['bin', 'dev', 'etc', 'lib', 'lib32', 'lib64', 'libx32', 'proc', 'sbin', 'sys', 'usr', 'var'];

/** What a host sees of the machine's /var: the package database, so that prerequisites can be asked for. */
export const SHOWN_IN_VAR_LIB = ['dpkg'];

/** What is the machine's own in /etc: its identity, its settings, and the units that it has enabled. */
export const HIDDEN_IN_ETC = [
  'cni', 'containerd', 'crictl.yaml', 'crypttab', 'docker', 'exports', 'fstab', 'haproxy', 'hostname', 'hosts', 'init.d', 'keepalived', 'kubernetes',
  'machine-id', 'modprobe.d', 'modules', 'modules-load.d', 'mtab', 'netplan', 'network', 'rc0.d', 'rc1.d', 'rc2.d', 'rc3.d', 'rc4.d', 'rc5.d', 'rc6.d',
  'rcS.d', 'resolv.conf', 'ssh', 'sysctl.conf', 'sysctl.d', 'tmpfiles.d', 'udev',
];

/** What is the machine's own in /etc/systemd. */
export const HIDDEN_IN_SYSTEMD = ['journald.conf.d', 'logind.conf.d', 'network', 'resolved.conf.d', 'system', 'system.conf.d', 'user'];

/** A folder that a new host has, with its mode. */
export interface NewFolder {
  readonly path: string;
  readonly mode: number;
}

/** The folders that a newly installed host has in place of the hidden ones. */
export const NEW_FOLDERS: NewFolder[] = [
  { path: '/', mode: 0o755 },
  { path: '/boot', mode: 0o755 },
  { path: '/etc', mode: 0o755 },
  { path: '/etc/containerd', mode: 0o755 },
  { path: '/etc/haproxy', mode: 0o755 },
  { path: '/etc/keepalived', mode: 0o755 },
  { path: '/etc/modules-load.d', mode: 0o755 },
  { path: '/etc/sysctl.d', mode: 0o755 },
  { path: '/etc/systemd', mode: 0o755 },
  { path: '/etc/systemd/system', mode: 0o755 },
  { path: '/home', mode: 0o755 },
  { path: '/media', mode: 0o755 },
  { path: '/mnt', mode: 0o755 },
  { path: '/opt', mode: 0o755 },
  { path: '/root', mode: 0o700 },
  { path: '/run', mode: 0o755 },
  { path: '/srv', mode: 0o755 },
  { path: '/tmp', mode: 0o1777 },
  { path: '/var', mode: 0o755 },
  { path: '/var/cache', mode: 0o755 },
  { path: '/var/lib', mode: 0o755 },
  { path: '/var/lib/containerd', mode: 0o711 },
  { path: '/var/lib/etcd', mode: 0o755 },
  { path: '/var/lib/haproxy', mode: 0o755 },
  { path: '/var/lib/haproxy/dev', mode: 0o755 },
  { path: '/var/lib/kubelet', mode: 0o755 },
  { path: '/var/lib/systemd', mode: 0o755 },
  { path: '/var/log', mode: 0o755 },
  { path: '/var/log/journal', mode: 0o755 },
  { path: '/var/spool', mode: 0o755 },
  { path: '/var/tmp', mode: 0o1777 },
];

/**
 * Shell lines that fill an empty file system with the layer that hides the machine's own: a whiteout for each hidden path.
 *
 * The layer lies in memory: below the machine's root it would overlap with the layer that it hides.
 *
 * @param folder where that file system is mounted
 */
export function renderMask(folder: string): string[] {
  const shown = (names: string[]) => names.join('|');
  return [
    `mkdir -p '${folder}/etc/systemd' '${folder}/var/lib'`,
    'cd /',
    'for name in * .[!.]*; do',
    `  case $name in ${shown(SHOWN_AT_TOP)}) ;; *) hidden="$hidden $name" ;; esac`,
    'done',
    'for name in /var/*; do',
    '  case ${name#/var/} in lib|run|lock) ;; *) hidden="$hidden ${name#/}" ;; esac',
    'done',
    'for name in /var/lib/*; do',
    `  case \${name#/var/lib/} in ${shown(SHOWN_IN_VAR_LIB)}) ;; *) hidden="$hidden \${name#/}" ;; esac`,
    'done',
    `for name in ${HIDDEN_IN_ETC.join(' ')}; do hidden="$hidden etc/$name"; done`,
    `for name in ${HIDDEN_IN_SYSTEMD.join(' ')}; do hidden="$hidden etc/systemd/$name"; done`,
    `for name in $hidden; do mknod '${folder}'/"$name" c 0 0; done`,
  ];
}
