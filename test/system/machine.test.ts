import { mkdtempSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Machine, Network, removeEverything } from '../../rehearsal/machine';
import { BOOT_MS, HOSTS, LIMIT_MS, onRoot, say, until } from './machine-helpers';

onRoot()('a host that is a whole machine', () => {
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

  test('counts a program that is called from outside as its own, in every control group', () => {
    expect(on('cat /proc/self/cgroup').stdout).toMatch(/^0::\/init\.scope$/m);
    expect(on('cat /proc/self/cgroup').stdout).not.toContain('..');
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
