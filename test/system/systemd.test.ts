import { spawnSync } from 'child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { BLUEPRINTS, hostFiles, render, RenderedFile } from './blueprints';

/** Where Debian's packages put their units. */
const PACKAGED_UNITS = '/usr/lib/systemd/system';

/** Commands that a host has from its packages; every other command that a unit runs must be among the rendered files. */
const PACKAGED_COMMANDS = [
  '/usr/bin/containerd', '/usr/bin/kubelet', '/usr/sbin/haproxy', '/usr/sbin/keepalived',
  '/bin/kill', '/bin/sh', '/usr/bin/env', '/sbin/modprobe', '/usr/sbin/modprobe', '/usr/bin/systemctl', '/usr/sbin/ip', '/sbin/ip',
];

/** Units that are extended by drop-ins and may not be installed here. */
const STAND_IN = '[Unit]\nDescription=stand-in for a packaged unit\n[Service]\nExecStart=/bin/sh\n';

type File = Pick<RenderedFile, 'path' | 'mode' | 'content'>;

const LIMIT_MS = 600_000;

function unitsOf(files: File[]): string[] {
  const names = files.map(({ path }) => /^\/etc\/systemd\/system\/([^/]+?)(\.d\/[^/]+\.conf)?$/.exec(path)?.[1]);
  return [...new Set(names)].filter((name): name is string => name !== undefined && /\.(service|slice|target|timer|socket|mount|path)$/.test(name)).sort();
}

function place(root: string, path: string, content: string, mode: number): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), content);
  chmodSync(join(root, path), mode);
}

/** A folder that looks like the host to systemd: its files, the packaged units they extend, and the commands of its packages. */
function asHost(root: string, files: File[]): void {
  for (const name of readdirSync(PACKAGED_UNITS).filter((unit) => /\.(target|slice)$/.test(unit))) {
    mkdirSync(join(root, PACKAGED_UNITS), { recursive: true });
    copyFileSync(join(PACKAGED_UNITS, name), join(root, PACKAGED_UNITS, name));
  }
  for (const unit of unitsOf(files)) {
    if (files.some(({ path }) => path === `/etc/systemd/system/${unit}`)) continue;
    const packaged = join(PACKAGED_UNITS, unit);
    if (existsSync(packaged)) copyFileSync(packaged, join(root, packaged));
    else place(root, packaged, STAND_IN, 0o644);
  }
  for (const command of PACKAGED_COMMANDS) place(root, command, '', 0o755);
  for (const file of files) place(root, file.path, file.content, parseInt(file.mode, 8));
}

/** What systemd says about the units of one host; empty when it has no objection. */
function verify(files: File[]): string {
  if (unitsOf(files).length === 0) return '';
  const root = mkdtempSync(join(tmpdir(), 'ha-systemd-'));
  try {
    asHost(root, files);
    const run = spawnSync('systemd-analyze', [`--root=${root}`, '--man=no', '--recursive-errors=yes', 'verify', ...unitsOf(files)], { encoding: 'utf8' });
    if (run.error) throw new Error(`systemd-analyze cannot be run: ${run.error.message}; run scripts/setup-system.sh first`);
    const said = `${run.stdout}${run.stderr}`.split(root).join('').trim();
    return run.status === 0 ? said : said || `exit ${run.status}`;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The hosts of a blueprint whose units or commands differ. */
function distinctHosts(blueprint: string): { readonly host: string; readonly files: File[] }[] {
  const files = hostFiles(render(blueprint));
  const hosts = [...new Set(files.map(({ host }) => host))].map((host) => ({ host, files: files.filter((file) => file.host === host) }));
  const key = (host: { files: File[] }) =>
    JSON.stringify(host.files.filter(({ path, mode }) => path.startsWith('/etc/systemd/') || mode.startsWith('07')).map(({ path, mode, content }) => [path, mode, content]));
  return [...new Map(hosts.map((host) => [key(host), host])).values()];
}

test.each(BLUEPRINTS)('systemd accepts every unit of %s', (blueprint) => {
  const hosts = distinctHosts(blueprint);
  expect(hosts.map(({ host, files }) => `${host}: ${verify(files)}`)).toEqual(hosts.map(({ host }) => `${host}: `));
}, LIMIT_MS);

test('the reference blueprint has units to look at', () => {
  expect(distinctHosts('main').flatMap(({ files }) => unitsOf(files))).toEqual(expect.arrayContaining(['kubelet.service', 'haproxy.service', 'keepalived.service']));
});

test('a misspelt setting in a drop-in, and a command that nothing provides, are found', () => {
  const unit = 'example.service';
  const said = verify([
    { path: `/etc/systemd/system/${unit}`, mode: '0644', content: '[Service]\nExecStart=/usr/local/bin/missing\n' },
    { path: `/etc/systemd/system/${unit}.d/10-restart.conf`, mode: '0644', content: '[Service]\nRestrat=always\n' },
  ]);
  expect(said.split('\n')).toEqual([
    "/etc/systemd/system/example.service.d/10-restart.conf:2: Unknown key 'Restrat' in section [Service], ignoring.",
    'example.service: Command /usr/local/bin/missing is not executable: No such file or directory',
  ]);
});
