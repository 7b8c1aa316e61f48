import { spawn } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Machine, MachineSpec, missingPrerequisites, Network, removeEverything } from '../../rehearsal/machine';
import { Layout } from '../../rehearsal/machine/layout';
import { BARE_PACKAGES } from '../../rehearsal/machine/prerequisites';

const BOOT_MS = 120_000;
const LIMIT_MS = 300_000;
/** How often a starter is killed; each at another moment of the time that three hosts take. */
const KILLS = 20;
const KILL_WITHIN_MS = 3_000;

const missing = process.platform !== 'linux' || process.getuid?.() !== 0 ? ['root on Linux'] : missingPrerequisites([...BARE_PACKAGES, 'keepalived']);
if (missing.length > 0) process.stderr.write(`machine.test.ts is skipped; missing: ${missing.join(', ')}\n`);
const onRoot = missing.length > 0 ? describe.skip : describe;

const HOSTS: MachineSpec[] = [1, 2, 3].map((n) => ({ name: `host-${n}`, addresses: [`10.9.0.${n}`, `fd09::${n}`], prefixes: [24, 64], networkInterface: 'eth0' }));
const VIRTUAL_IP = '10.9.0.100';

function say(what: string, since: number): void {
  process.stderr.write(`${what}: ${Date.now() - since} ms\n`);
}

async function until(what: string, holds: () => boolean, limit = 30_000): Promise<void> {
  const end = Date.now() + limit;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`not within ${limit} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a rehearsal could leave on this machine. */
function traces(state: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const read = (path: string) => (existsSync(path) ? safely(() => readFileSync(path, 'utf8')) : '');
  return [
    ...(existsSync(state) ? [`folder ${state}`] : []),
    ...pids.filter((pid) => [`/proc/${pid}/cmdline`, `/proc/${pid}/mountinfo`].some((file) => read(file).includes(state))).map((pid) => `process ${pid}`),
    ...pids.filter((pid) => read(`/proc/${pid}/cgroup`).includes(new Layout(state).group)).map((pid) => `process ${pid} in a group`),
    ...groupFolders(new Layout(state).group),
    ...(read('/proc/self/mountinfo').includes(state) ? ['mount'] : []),
  ];
}

/** Ended processes are still seen until their parent has heard of it. */
async function noTraces(state: string): Promise<void> {
  await until('nothing is left', () => traces(state).length === 0, 5_000).catch(() => undefined);
  expect(traces(state)).toEqual([]);
}

function groupFolders(group: string): string[] {
  const roots = ['/sys/fs/cgroup', ...readdirSync('/sys/fs/cgroup').map((name) => join('/sys/fs/cgroup', name))];
  return roots.map((root) => join(root, group)).filter((folder) => existsSync(folder));
}

function safely(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

onRoot('a host that is a whole machine', () => {
  let state: string;
  let host: Machine;

  beforeAll(async () => {
    state = mkdtempSync(join(tmpdir(), 'machine-'));
    const since = Date.now();
    host = await Machine.powerOn(HOSTS[0]!, Network.up(state), state, { bootLimitMs: BOOT_MS });
    say('boot of one host', since);
  }, BOOT_MS);

  afterAll(() => removeEverything(state));

  const on = (command: string) => host.exec(['sh', '-c', command]);

  test('has a systemd of its own that has started everything', () => {
    expect(on('systemctl is-system-running').stdout).toBe('running\n');
    expect(on('systemctl show --property=Virtualization').stdout).toBe('Virtualization=container-other\n');
  });

  test('has its name, its addresses and a journal', () => {
    expect(on('uname -n; cat /etc/hostname; cat /proc/sys/kernel/hostname').stdout).toBe('host-1\nhost-1\nhost-1\n');
    expect(on('ip -o address show dev eth0').stdout).toMatch(/inet 10\.9\.0\.1\/24 [^]*inet6 fd09::1\/64 /);
    expect(on('journalctl --quiet --unit=systemd-logind.service --lines=1 --output=cat').stdout).not.toBe('');
  });

  test("has packages of this machine, and nothing of this machine's own", () => {
    expect(on('dpkg-query --show systemd >/dev/null; echo $?').stdout).toBe('0\n');
    const folders = ['/home', '/opt', '/srv', '/mnt', '/var/lib/etcd', '/var/lib/containerd', '/var/lib/kubelet'];
    const shown = on(`find ${folders.join(' ')} -mindepth 1; ls -d ${state} /etc/kubernetes 2>&1`);
    expect(shown.stdout).toBe([state, '/etc/kubernetes'].map((path) => `ls: cannot access '${path}': No such file or directory\n`).join(''));
    expect(on('systemctl list-unit-files --state=enabled --type=service --no-legend').stdout).not.toMatch(/postgresql|keepalived|haproxy|containerd/);
  });

  test('keeps status, output and input of a program apart', () => {
    expect(host.exec(['sh', '-c', 'cat; echo bad >&2; exit 7'], { input: 'good' })).toEqual({ status: 7, stdout: 'good', stderr: 'bad\n' });
  });

  test('ends a program that takes too long, with what it started', async () => {
    expect(host.exec(['sh', '-c', 'sleep 4711 & sleep 4711'], { timeoutMs: 300 })).toMatchObject({ status: 124, stderr: 'ended after 300 ms, which is its limit\n' });
    await until('no sleep is left', () => on('grep -al "^sleep.4711" /proc/[0-9]*/cmdline').stdout === '');
  });

  test("sets sysctls that are its own, and leaves this machine's as they are", () => {
    const before = readFileSync('/proc/sys/kernel/panic', 'utf8');
    expect(on('sysctl --quiet --write kernel.panic=4711 net.ipv4.ip_forward=1 && sysctl --values kernel.panic net.ipv4.ip_forward').stdout).toBe('4711\n1\n');
    expect(readFileSync('/proc/sys/kernel/panic', 'utf8')).toBe(before);
    expect(on('echo b >/proc/sysrq-trigger').status).not.toBe(0);
  });

  test('may neither load modules nor set the clock', () => {
    const sets = on('grep --no-filename CapBnd /proc/self/status /proc/1/status').stdout.trim().split('\n');
    const [module, time] = [16n, 25n];
    expect(sets.map((set) => BigInt(`0x${set.split('\t')[1]}`)).map((bits) => [(bits >> module) & 1n, (bits >> time) & 1n])).toEqual([
      [0n, 0n],
      [0n, 0n],
    ]);
  });

  test('is found by a later command, its files too', () => {
    const found = Machine.find('host-1', state)!;
    expect([found.running, found.spec]).toEqual([true, HOSTS[0]]);
    writeFileSync(found.path('/root/pushed'), 'from outside');
    expect(on('cat /root/pushed').stdout).toBe('from outside');
    expect(Machine.find('host-9', state)).toBeUndefined();
  });

  test('shuts down in its own order, and has its disk when it is on again', async () => {
    on('echo kept >/root/kept; echo data >/var/lib/etcd/data');
    let since = Date.now();
    await host.shutdown(60_000);
    say('shutdown', since);
    expect(host.running).toBe(false);
    expect(() => host.exec(['true'])).toThrow('host-1 is off; fix: power it on first');
    since = Date.now();
    host = await Machine.powerOn(HOSTS[0]!, Network.find(state)!, state, { bootLimitMs: BOOT_MS });
    say('boot from its disk', since);
    expect(on('cat /root/kept /var/lib/etcd/data').stdout).toBe('kept\ndata\n');
    expect(on('journalctl --boot=-1 --quiet --output=cat --grep="Reached target.*Shutdown"').stdout).not.toBe('');
  }, LIMIT_MS);

  test('ends at once in a power cut, with programs that were called from outside', async () => {
    const running = host.execAsync(['sleep', '4711']);
    await until('sleep runs', () => on('grep -al "^sleep.4711" /proc/[0-9]*/cmdline').stdout !== '');
    const since = Date.now();
    host.powerOff();
    say('power cut', since);
    expect((await running).status).not.toBe(0);
    expect(host.running).toBe(false);
  }, LIMIT_MS);

  test('can lose a disk while it is off, and only then', async () => {
    host.wipeDisk(['/var/lib/etcd', '/root']);
    host = await Machine.powerOn(HOSTS[0]!, Network.find(state)!, state, { bootLimitMs: BOOT_MS });
    expect(on('ls -A /var/lib/etcd; cat /root/kept 2>&1').stdout).toBe('cat: /root/kept: No such file or directory\n');
    expect(() => host.wipeDisk(['/root'])).toThrow('host-1 is on; fix: power it off before its disk is taken out');
  }, LIMIT_MS);
});

onRoot('three hosts on one network', () => {
  let state: string;
  let network: Network;
  let hosts: Machine[];

  beforeAll(async () => {
    state = mkdtempSync(join(tmpdir(), 'machine-'));
    network = Network.up(state);
    network.attachClient('10.9.0.250', 24);
    const since = Date.now();
    hosts = await Promise.all(HOSTS.map((spec) => Machine.powerOn(spec, network, state, { bootLimitMs: BOOT_MS })));
    say('boot of three hosts at once', since);
  }, BOOT_MS);

  afterAll(async () => {
    const since = Date.now();
    removeEverything(state);
    say('removal of three hosts', since);
    await noTraces(state);
  });

  /** A port without a listener answers that it has none; an address that nobody has does not answer. */
  const reaches = (from: Machine, address: string) => from.exec(['bash', '-c', `: <>/dev/tcp/${address}/9`], { timeoutMs: 5_000 }).stderr.includes('refused');
  const holders = () => hosts.filter(({ running }) => running).filter((host) => host.exec(['ip', 'address', 'show', 'to', VIRTUAL_IP]).stdout !== '');

  test('reach each other by IPv4 and IPv6, and the client reaches them', () => {
    const addresses = HOSTS.flatMap((to) => to.addresses);
    expect(hosts.flatMap((from) => addresses.filter((address) => !reaches(from, address)))).toEqual([]);
    expect(reaches(hosts[0]!, '10.9.0.77')).toBe(false);
    expect(network.exec(['bash', '-c', ': <>/dev/tcp/10.9.0.2/9']).stderr).toContain('refused');
  });

  test('lose each other with the cable, and only then', () => {
    hosts[1]!.setLink(false);
    expect([reaches(hosts[0]!, '10.9.0.2'), reaches(hosts[0]!, '10.9.0.3')]).toEqual([false, true]);
    hosts[1]!.setLink(true);
    expect(reaches(hosts[0]!, '10.9.0.2')).toBe(true);
  });

  test('hand a virtual address to another one when its holder has a power cut', async () => {
    hosts.forEach((host, index) => {
      writeFileSync(host.path('/etc/keepalived/keepalived.conf'), keepalived(100 - index), { mode: 0o644 });
      expect(host.exec(['systemctl', 'start', 'keepalived.service'])).toMatchObject({ status: 0 });
    });
    await until('one host has the address', () => holders().length === 1 && holders()[0] === hosts[0]);
    const since = Date.now();
    hosts[0]!.powerOff();
    await until('another has it', () => holders().length === 1 && holders()[0] === hosts[1]);
    say('takeover', since);
    expect(reaches(hosts[2]!, VIRTUAL_IP)).toBe(true);
  }, LIMIT_MS);
});

function keepalived(priority: number): string {
  const instance = ['state BACKUP', 'interface eth0', 'virtual_router_id 51', `priority ${priority}`, 'advert_int 0.5'];
  return ['global_defs {', 'vrrp_version 3', '}', 'vrrp_instance test {', ...instance, 'virtual_ipaddress {', `${VIRTUAL_IP}/24`, '}', '}', ''].join('\n');
}

onRoot('taking everything down', () => {
  test('leaves nothing, whenever the command that started hosts was killed', async () => {
    for (let round = 0; round < KILLS; round++) {
      const state = mkdtempSync(join(tmpdir(), 'machine-'));
      try {
        await startAndKill(state, (round / KILLS) * KILL_WITHIN_MS);
        removeEverything(state);
        await noTraces(state);
      } finally {
        removeEverything(state);
        rmSync(state, { recursive: true, force: true });
      }
    }
  }, 600_000);

  test('is not needed before hosts are started again', async () => {
    const state = mkdtempSync(join(tmpdir(), 'machine-'));
    try {
      for (const after of [0, 100, 300, 900]) await startAndKill(state, after);
      const network = Network.up(state);
      const hosts = await Promise.all(HOSTS.map((spec) => Machine.powerOn(spec, network, state, { bootLimitMs: BOOT_MS })));
      const addressOf = (host: Machine) => host.exec(['ip', '-o', '-4', 'address', 'show', 'dev', 'eth0']).stdout.split(/ +/)[3];
      expect(hosts.map(addressOf)).toEqual(HOSTS.map(({ addresses }) => `${addresses[0]}/24`));
      expect(hosts.map((host) => host.exec(['systemctl', 'is-system-running']).stdout)).toEqual(['running\n', 'running\n', 'running\n']);
    } finally {
      removeEverything(state);
    }
  }, LIMIT_MS);

  test('is no error where there is nothing', () => {
    const state = join(tmpdir(), 'machine-that-never-was');
    removeEverything(state);
    expect(existsSync(state)).toBe(false);
  });
});

/** Kills a starter some milliseconds after it has begun. */
async function startAndKill(state: string, after: number): Promise<void> {
  const starter = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'machine-starter.ts'), state, '3'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => starter.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, after));
  starter.kill('SIGKILL');
  if (starter.exitCode === null && starter.signalCode === null) await new Promise((resolve) => starter.once('exit', resolve));
}
