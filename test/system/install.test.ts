import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { HostManifest, manifestOf } from '../../cli/bundle/manifest';
import { hostTree } from '../../cli/bundle/tree';
import { replaceTrees } from '../../cli/bundle/write';
import { PlannedHost, SecretRef } from '../../cli/stream/model';
import { readCluster } from '../../cli/stream/read';
import { InstalledHost } from './installed-host';

const LIMIT_MS = 300_000;
const reference = readCluster('dist');
const CP_1 = reference.hosts.find(({ name }) => name === 'cp-1')!;
const HAPROXY = '/etc/haproxy/haproxy.cfg';
const folders: string[] = [];
const hosts: InstalledHost[] = [];

/** Why nothing of this can be tried here; empty where it can. */
function missing(): string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it needs root on Linux';
  const needed = ['unshare', 'chroot', 'haproxy', 'keepalived', 'ip', 'flock'].filter(
    (name) => spawnSync('which', [name], { env: PATHS }).status !== 0,
  );
  return needed.length > 0 ? `missing: ${needed.join(', ')}` : '';
}

/** A script that notes that it ran, and whether the lock of the run was handed down to it. */
const HOLDS = `#!/bin/bash
: >"/shim/looked-\${0##*/}"
for fd in /proc/$$/fd/*; do [[ $(readlink "$fd") != */ha-cluster/lock ]] || : >"/shim/holds-\${0##*/}"; done
`;

const PATHS = { PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
const reason = missing();
const suite = reason === '' ? describe : describe.skip;
if (reason !== '') console.warn(`install is not tried: ${reason}`);

/** The tree of a host, with made-up secrets. */
async function treeOf(host: PlannedHost, generation = 1, ofCluster = reference.name): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'ha-tree-'));
  folders.push(folder);
  const value = ({ kind, name, part }: SecretRef) => `apiVersion: ${kind}/${name}#${part} ${generation}\n`;
  const tree = hostTree(host, value);
  await replaceTrees(join(folder, 'prod'), [{ tree, manifest: manifestOf({ ...reference, name: ofCluster }, tree) }], 'folder', []);
  return join(folder, 'prod', host.name);
}

/** The host with the content of one file changed. */
function changed(path: string, change: (content: string) => string, host = CP_1): PlannedHost {
  return { ...host, files: host.files.map((file) => (file.path === path ? { ...file, content: change(file.content!) } : file)) };
}

/** A host with what systemd's and the kernel's defaults are. */
function newHost(name = 'cp-1'): InstalledHost {
  const host = new InstalledHost(name);
  hosts.push(host);
  host.addresses = ['10.0.0.11/24'];
  for (const key of Object.keys(CP_1.spec.sysctls ?? {})) host.sysctl(key, '0');
  return host;
}

function manifest(tree: string): HostManifest {
  return JSON.parse(readFileSync(join(tree, 'manifest.json'), 'utf8')) as HostManifest;
}

/** Where a host differs from a tree. */
function differences(host: InstalledHost, tree: string): string[] {
  const { files, staticPods } = manifest(tree);
  return [...files, ...staticPods]
    .filter(
      ({ path, sha256, mode }) =>
        !host.has(path) || createHash('sha256').update(host.read(path)).digest('hex') !== sha256 || host.mode(path) !== mode,
    )
    .map(({ path }) => path);
}

/** Files of a killed run that nobody needs. */
function halfWritten(host: InstalledHost): string[] {
  return host.files('/').filter((path) => path.endsWith('.ha-cluster-new'));
}

afterAll(() => {
  for (const host of hosts) host.destroy();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

suite('a new host', () => {
  let host: InstalledHost;
  let tree: string;
  beforeAll(async () => {
    host = newHost();
    tree = await treeOf(CP_1);
  });

  test('--check says what would change, and changes nothing', () => {
    const before = host.files('/');
    const { status, stdout, systemctl } = host.install(tree, '--check');
    expect([status, systemctl]).toEqual([1, []]);
    expect(stdout.split('\n').filter((line) => line !== '' && !line.startsWith('would '))).toEqual([]);
    expect(stdout).toContain(`would write ${HAPROXY}\n`);
    expect(stdout).toContain('would start kubelet.service\n');
    expect(host.files('/')).toEqual(before);
  });

  test('is made as the tree says, with manifests last', () => {
    const { status, stdout, stderr, systemctl } = host.install(tree);
    expect([status, stderr.replace(/^(Warning|\(|Configuration file is valid).*\n/gm, '')]).toEqual([0, '']);
    expect(differences(host, tree)).toEqual([]);
    expect(stdout.trim().split('\n').slice(-4)).toEqual(
      CP_1.staticPods.map(({ metadata }) => `write /etc/kubernetes/manifests/${metadata.name}.yaml`),
    );
    expect(systemctl).toEqual([
      'daemon-reload',
      'try-restart systemd-logind.service',
      ...CP_1.spec.units!.flatMap((unit) => [`enable ${unit}`, `start ${unit}`]),
    ]);
  });

  test('has users, directories and kernel settings', () => {
    expect(
      host.run("getent passwd etcd | cut -d: -f6,7; stat -c '%U:%G %a' /var/lib/etcd /etc/kubernetes /etc/kubernetes/manifests; ls /sys/module"),
    ).toBe('/var/lib/etcd:/usr/sbin/nologin\netcd:etcd 700\nroot:root 755\nroot:root 700\nbr_netfilter\noverlay\n');
    for (const [key, value] of Object.entries(CP_1.spec.sysctls!)) expect(host.sysctl(key)).toBe(value);
  });

  test('has nothing to do the second time', () => {
    const { status, stdout, systemctl } = host.install(tree);
    expect([status, stdout, systemctl]).toEqual([0, 'nothing to do\n', []]);
    expect(host.install(tree, '--check')).toMatchObject({ status: 0, stdout: 'nothing to do\n' });
  });

  test('a changed file is written, and its unit told, once', async () => {
    const { status, stdout, systemctl } = host.install(await treeOf(changed(HAPROXY, (text) => text.replace('maxconn 8000', 'maxconn 7000'))));
    expect([status, stdout, systemctl]).toEqual([0, `write ${HAPROXY}\nreload haproxy.service\n`, ['reload-or-restart haproxy.service']]);
  });

  test('a front end keeps its file where the new one is not valid', async () => {
    const before = host.read(HAPROXY);
    const bad = await treeOf(
      changed(
        '/etc/containerd/config.toml',
        () => 'x\n',
        changed(HAPROXY, (text) => text.replace('maxconn 8000', 'maxcon 8000')),
      ),
    );
    const { status, stderr, systemctl } = host.install(bad);
    expect([status, systemctl]).toEqual([1, []]);
    expect(stderr).toMatch(/ALERT.*unknown keyword 'maxcon'/);
    expect(stderr).toContain(`install: ${HAPROXY}: the new file is not valid; the old one stays\n`);
    expect([host.read(HAPROXY), host.read('/etc/containerd/config.toml')]).toEqual([
      before,
      CP_1.files.find(({ path }) => path.endsWith('config.toml'))!.content,
    ]);
    expect(halfWritten(host)).toEqual([]);
    const keepalived = await treeOf(
      changed('/etc/keepalived/keepalived.conf', (text) => text.replace('virtual_router_id 210', 'virtual_router_id 999')),
    );
    expect(host.install(keepalived).stderr).toContain('/etc/keepalived/keepalived.conf: the new file is not valid; the old one stays\n');
  });

  test('what somebody changed by hand is put back; a mode alone restarts nothing', () => {
    host.install(tree);
    host.write('/var/lib/kubelet/config.yaml', 'mine\n');
    host.run('chmod 0666 /etc/haproxy/haproxy.cfg; chmod 0777 /etc/kubernetes/manifests; rm /etc/kubernetes/manifests/etcd.yaml');
    const { status, stdout } = host.install(tree);
    expect([status, stdout.trim().split('\n')]).toEqual([
      0,
      [
        'make /etc/kubernetes/manifests 0700 root:root',
        `set ${HAPROXY} to 0644 root:root`,
        'write /var/lib/kubelet/config.yaml',
        'restart kubelet.service',
        'write /etc/kubernetes/manifests/etcd.yaml',
      ],
    ]);
  });

  test('what is described no more is removed, and nothing else', async () => {
    host.write('/etc/haproxy/mine.cfg', 'mine\n');
    host.write('/var/lib/etcd/member/snap/db', 'data\n');
    const gone = ['/etc/systemd/system/keepalived.service.d/ha-cluster.conf', '/etc/keepalived/keepalived.conf', '/etc/keepalived/check-haproxy'];
    const less = {
      ...CP_1,
      directories: CP_1.directories.filter(({ path }) => path !== '/var/lib/etcd'),
      spec: { ...CP_1.spec, units: CP_1.spec.units!.filter((unit) => unit !== 'keepalived.service') },
      files: CP_1.files.filter(({ path }) => !gone.includes(path)),
      staticPods: CP_1.staticPods.filter(({ metadata }) => metadata.name !== 'etcd'),
    };
    const { status, stdout } = host.install(await treeOf(less));
    expect([status, stdout.trim().split('\n')]).toEqual([
      0,
      [
        'stop and disable keepalived.service',
        'remove /etc/kubernetes/manifests/etcd.yaml',
        'remove /etc/keepalived/check-haproxy',
        'remove /etc/keepalived/keepalived.conf',
        'remove /etc/systemd/system/keepalived.service.d/ha-cluster.conf',
        'reload the units (systemctl daemon-reload)',
        'restart keepalived.service',
      ],
    ]);
    expect([host.read('/etc/haproxy/mine.cfg'), host.read('/var/lib/etcd/member/snap/db')]).toEqual(['mine\n', 'data\n']);
  });

  test('a unit that fails stops the run before any manifest, and the next run tells it again', async () => {
    host.install(tree);
    host.write('/shim/fail-restart-kubelet.service', '');
    const next = await treeOf(
      changed('/var/lib/kubelet/config.yaml', (text) => `${text}# changed\n`),
      2,
    );
    const failed = host.install(next);
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain('install: could not restart kubelet.service; fix the cause and run this again\n');
    expect(differences(host, next).every((path) => path.startsWith('/etc/kubernetes/manifests/'))).toBe(true);
    host.remove('/shim/fail-restart-kubelet.service');
    expect(host.install(next).systemctl).toEqual(['restart kubelet.service']);
  });
});

suite('prerequisites', () => {
  test('all packages that are missing are named, the versions and the host checked, before anything changes', async () => {
    const host = newHost();
    const tree = await treeOf({ ...CP_1, spec: { ...CP_1.spec, packages: [...CP_1.spec.packages!, 'no-such-thing', 'nor-this'] } });
    host.remove('/sys/fs/cgroup/cgroup.controllers');
    host.command('/usr/bin/kubelet', "#!/bin/bash\necho 'Kubernetes v1.35.0'\n");
    const { status, stdout, stderr } = host.install(tree);
    expect([status, stdout]).toEqual([3, '']);
    expect(stderr).toBe(
      "install: missing: \n  packages, by Debian's names: no-such-thing nor-this\n  kubelet 1.36.3; /usr/bin/kubelet is 1.35.0\n" +
        '  cgroup v2, which kubelet 1.36.3 needs; boot with systemd.unified_cgroup_hierarchy=1\n',
    );
    expect(host.has('/var/lib/ha-cluster')).toBe(false);
    host.write('/etc/kubernetes/kubelet.conf.d/90-mine.conf', 'failCgroupV1: false\n');
    expect(host.install(tree).stderr).not.toContain('cgroup');
  });

  test('the tree of another host is refused', async () => {
    const host = newHost('cp-2');
    host.addresses = ['10.0.0.12/24'];
    const tree = await treeOf(CP_1);
    expect(host.install(tree, '--check')).toMatchObject({
      status: 3,
      stdout: '',
      stderr:
        'install: this tree is for cp-1 (10.0.0.11); got host cp-2 with none of these addresses; fix: install its own tree, or add --force-host\n',
    });
    expect(host.install(tree, '--check', '--force-host').status).toBe(1);
    host.addresses = ['10.0.0.11/24'];
    const { status, stderr } = host.install(tree, '--check');
    expect([status, stderr]).toEqual([
      1,
      'warning: host name: got cp-2; the kubelet registers by it and must do so as cp-1; fix: hostnamectl set-hostname cp-1\n',
    ]);
  });

  test('so is one for a host of the same name elsewhere, and one of another cluster', async () => {
    const host = newHost();
    const tree = await treeOf(CP_1);
    host.addresses = ['10.9.0.11/24'];
    const refusal =
      'install: this tree is for cp-1 (10.0.0.11); got host cp-1 with none of these addresses; fix: install its own tree, or add --force-host\n';
    expect(host.install(tree)).toMatchObject({ status: 3, stdout: '', stderr: refusal });
    expect(host.install(tree, '--force-host').status).toBe(0);
    host.addresses = ['10.0.0.11/24'];
    const other = await treeOf(CP_1, 1, 'staging');
    const fix = 'fix: install its own tree, or add --force-host';
    expect(host.install(other)).toMatchObject({
      status: 3,
      stdout: '',
      stderr: `install: this tree is for cp-1 of cluster staging; got a host with files of cluster prod; ${fix}\n`,
    });
    expect([host.install(other, '--force-host').status, host.install(other).status, host.install(tree).status]).toEqual([0, 0, 3]);
  });

  test('so is one from before the guard against lost disks', async () => {
    const host = newHost();
    const guarded = JSON.parse(JSON.stringify(CP_1).replace('--initial-cluster-state=new', '--initial-cluster-state=existing')) as PlannedHost;
    const [old, tree] = [await treeOf(CP_1), await treeOf(guarded)];
    expect([host.install(old).status, host.install(tree).status]).toEqual([0, 0]);
    expect(host.install(old, '--force-host')).toMatchObject({
      status: 2,
      stdout: '',
      stderr:
        'install: /etc/kubernetes/manifests/etcd.yaml: got --initial-cluster-state=new, but the file in place says existing: ' +
        'this tree is older than what is installed; fix: bundle again, or remove the file in place\n',
    });
    expect(host.install(tree)).toMatchObject({ status: 0, stdout: 'nothing to do\n' });
    host.remove('/etc/kubernetes/manifests/etcd.yaml');
    expect(host.install(old).status).toBe(0);
  });

  test('a damaged tree is refused', async () => {
    const host = newHost();
    const [changedTree, cutTree] = [await treeOf(CP_1), await treeOf(CP_1)];
    writeFileSync(join(changedTree, HAPROXY), 'x');
    truncateSync(join(cutTree, 'manifest.tsv'), 200);
    expect(host.install(changedTree)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('install: /mnt: files differ from the manifest; copy'),
    });
    expect(host.install(cutTree)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('got an incomplete tree; copy') });
    expect(host.install(cutTree, '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('usage: install') });
    expect(host.install(cutTree, '--dry-run')).toMatchObject({ status: 2, stderr: expect.stringContaining('usage: install') });
  });

  test('on a shared kernel only network settings are set, and the rest is a warning', async () => {
    const host = newHost();
    const { status, stderr } = host.install(await treeOf(CP_1), '--shared-kernel');
    expect(status).toBe(0);
    expect(stderr).toContain('warning: sysctl kernel.panic: is 0, should be 10; set it where the kernel is\n');
    expect(stderr).toContain('warning: kernel module overlay: not seen here; load it where the kernel is\n');
    expect([host.sysctl('kernel.panic'), host.sysctl('net.ipv4.ip_forward'), existsSync(host.path('/sys/module/overlay'))]).toEqual([
      '0',
      '1',
      false,
    ]);
  });
});

suite('what others put there', () => {
  const UNIT = 'haproxy.service';
  const less = {
    ...CP_1,
    spec: { ...CP_1.spec, units: CP_1.spec.units!.filter((unit) => unit !== UNIT) },
    files: CP_1.files.filter(({ path }) => path !== HAPROXY),
  };
  const kept = `warning: ${HAPROXY}: is described no more, but was changed since it was written, or never written, so it stays; fix: remove it if nobody needs it\n`;

  test('stays, files and units, where a run died before it came to them', async () => {
    const host = newHost();
    host.run(`mkdir /etc/haproxy && echo mine >${HAPROXY}`);
    for (const state of ['active', 'enabled']) host.write(`/shim/${state}/${UNIT}`, '');
    host.command('/shim/install', '#!/bin/bash\n[[ $* != */etc/kubernetes* ]] && exec /usr/bin/install "$@"\n');
    expect(host.install(await treeOf(CP_1))).toMatchObject({ status: 1, stderr: expect.stringContaining('install: could not make /etc/kubernetes') });
    host.remove('/shim/install');
    const { status, stdout, stderr, systemctl } = host.install(await treeOf(less));
    expect([status, host.read(HAPROXY), stderr.includes(kept)]).toEqual([0, 'mine\n', true]);
    expect(stdout).not.toMatch(/^(remove|stop) /m);
    expect(systemctl.filter((line) => line.startsWith('disable'))).toEqual([]);
  });

  test(
    'stays where it took the place of what an install wrote; what an install wrote goes, an interrupted one too',
    async () => {
      const host = newHost();
      host.install(await treeOf(CP_1));
      host.write(HAPROXY, 'edited\n');
      const edited = host.install(await treeOf(less), '--check');
      expect([edited.status, edited.stderr, edited.stdout]).toEqual([1, kept, `would stop and disable ${UNIT}\n`]);
      host.install(await treeOf(CP_1));
      const next = await treeOf(
        changed(HAPROXY, (text) => `${text}# changed\n`),
        2,
      );
      host.write('/shim/fail-reload-or-restart-haproxy.service', '');
      expect(host.install(next).status).toBe(1);
      expect(host.install(await treeOf(less)).stdout).toContain(`stop and disable ${UNIT}\n`);
      expect(host.has(HAPROXY)).toBe(false);
    },
    LIMIT_MS,
  );
});

suite('the lock', () => {
  test(
    'is held by the run itself, and by nothing that it starts',
    async () => {
      const host = newHost();
      const commands = { cp: '/bin/cp', sync: '/bin/sync', haproxy: '/usr/sbin/haproxy' };
      for (const [name, program] of Object.entries(commands)) host.command(`/shim/${name}`, `${HOLDS}exec ${program} "$@"\n`);
      host.command('/shim/modprobe', `${HOLDS}mkdir -p "/sys/module/$1"\n`);
      host.write('/shim/fail-start-kubelet.service', '');
      host.command('/shim/systemctl', host.read('/shim/systemctl').replace('#!/bin/bash\n', HOLDS));
      expect(host.install(await treeOf(CP_1)).status).toBe(1);
      host.remove('/shim/fail-start-kubelet.service');
      expect(host.install(await treeOf(CP_1)).status).toBe(0);
      expect(host.files('/shim').filter((path) => /\/(looked|holds)-/.test(path))).toEqual(
        [...Object.keys(commands), 'modprobe', 'systemctl'].sort().map((name) => `/shim/looked-${name}`),
      );
    },
    LIMIT_MS,
  );
});

suite('killed at random moments', () => {
  const KILLS = 30;
  const READS: Record<string, string[]> = {
    'haproxy.service': [HAPROXY],
    'containerd.service': ['/etc/containerd/config.toml'],
    'kubelet.service': ['/var/lib/kubelet/config.yaml', '/etc/kubernetes/pki/ca.crt'],
  };

  test(
    `${KILLS} times: files are old or new, manifests come last, and the next run finishes, restarts among it`,
    async () => {
      const host = newHost();
      for (const [unit, paths] of Object.entries(READS)) host.reads(unit, ...paths);
      const comment = (text: string) => `${text}# changed\n`;
      const other = changed(HAPROXY, comment, changed('/var/lib/kubelet/config.yaml', comment, changed('/etc/containerd/config.toml', comment)));
      const added = { ...other, files: [...other.files, { path: '/etc/added', mode: '0640', owner: 'root', group: 'adm', content: 'added\n' }] };
      const trees = [await treeOf(CP_1), await treeOf(added, 2)];
      host.install(trees[0]!);
      const began = Date.now();
      host.install(trees[1]!);
      const whole = Date.now() - began;
      let kills = 0;
      for (let round = 0; kills < KILLS && round < 3 * KILLS; round++) {
        const [from, to] = [trees[(round + 1) % 2]!, trees[round % 2]!];
        if (await host.installKilled(to, Math.random() * whole * 0.7)) kills++;
        const [notOld, notNew] = [differences(host, from), differences(host, to)];
        expect(notOld.filter((path) => notNew.includes(path))).toEqual([]);
        const podsWritten = manifest(to).staticPods.some(({ path }) => !notNew.includes(path) && notOld.includes(path));
        if (podsWritten) expect(notNew.every((path) => path.startsWith('/etc/kubernetes/manifests/'))).toBe(true);
        expect(host.install(to)).toMatchObject({ status: 0 });
        expect([differences(host, to), halfWritten(host), host.has('/etc/added')]).toEqual([[], [], round % 2 === 1]);
        for (const [unit, paths] of Object.entries(READS)) {
          const now = paths.map((path) => `${createHash('sha256').update(host.read(path)).digest('hex')}  ${path}\n`).join('');
          expect(`${unit} ${host.seen(unit)}`).toBe(`${unit} ${now}`);
        }
        if (round % 5 === 0) expect(host.install(to)).toMatchObject({ status: 0, stdout: 'nothing to do\n', systemctl: [] });
      }
      expect(kills).toBe(KILLS);
    },
    LIMIT_MS * 2,
  );
});
