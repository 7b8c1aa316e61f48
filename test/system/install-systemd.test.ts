import { chmodSync, copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'fs';
import { homedir, tmpdir } from 'os';
import { join } from 'path';
import { bundle } from '../../cli/bundle/bundle';
import { ProcessOutput } from '../../cli/command/output';
import { issuePki } from '../../cli/pki/issue';
import { PlannedCluster } from '../../cli/stream/model';
import { readCluster } from '../../cli/stream/read';
import { Machine, missingPrerequisites, Network, removeEverything } from '../../rehearsal/machine';
import { machineFacts, overridesFor, writeOverrides } from '../../rehearsal/overrides';

const LIMIT_MS = 600_000;
const KILLS = 5;
const reference = readCluster('dist');
const worker = reference.hosts.find(({ name }) => name === 'worker-1')!;
const KUBELET = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-ha-cluster/bin/kubernetes', reference.spec.version, 'kubelet');
const HAPROXY = '/etc/haproxy/haproxy.cfg';
const UNITS = ['containerd.service', 'kubelet.service', 'haproxy.service'];

const missing = [
  ...(process.platform !== 'linux' || process.getuid?.() !== 0 ? ['root on Linux'] : missingPrerequisites()),
  ...(existsSync(KUBELET) ? [] : [`${KUBELET} (scripts/build-components.sh)`]),
];
if (missing.length > 0) process.stderr.write(`install-systemd.test.ts is skipped; missing: ${missing.join(', ')}\n`);
const onRoot = missing.length > 0 ? describe.skip : describe;

onRoot('install on a machine with systemd and the packages', () => {
  const state = mkdtempSync(join(tmpdir(), 'ha-install-systemd-'));
  const [secrets, out] = [join(state, 'secrets'), join(state, 'bundle')];
  const machineState = join(state, 'machine');
  let host: Machine;

  beforeAll(async () => {
    await issuePki({ cluster: reference, secrets }, new ProcessOutput());
    host = await powerOn();
    writeOverrides(host, overridesFor(worker, machineFacts(machineState)));
    copyFileSync(KUBELET, host.path('/usr/bin/kubelet'));
    chmodSync(host.path('/usr/bin/kubelet'), 0o755);
  }, LIMIT_MS);

  afterAll(() => {
    removeEverything(machineState);
    rmSync(state, { recursive: true, force: true });
  });

  function powerOn(): Promise<Machine> {
    const { addresses, networkInterface } = worker.spec;
    return Machine.powerOn(
      { name: worker.name, addresses, prefixes: [24], networkInterface: networkInterface! },
      Network.up(machineState),
      machineState,
    );
  }

  /** Puts the tree of a description onto the host. */
  async function push(change: (cluster: PlannedCluster) => PlannedCluster = (same) => same): Promise<void> {
    await bundle({ cluster: change(reference), secrets, out, hosts: [worker.name] }, new ProcessOutput());
    rmSync(host.path('/root/tree'), { recursive: true, force: true });
    cpSync(join(out, reference.name, worker.name), host.path('/root/tree'), { recursive: true });
  }

  /** The worker with a line added to one of its files. */
  function added(path: string, line: string): (cluster: PlannedCluster) => PlannedCluster {
    return (cluster) => ({
      ...cluster,
      hosts: cluster.hosts.map((each) => ({
        ...each,
        files: each.files.map((file) => (file.path === path ? { ...file, content: `${file.content}${line}\n` } : file)),
      })),
    });
  }

  function install(): { status: number; lines: string[]; stderr: string } {
    const { status, stdout, stderr } = host.exec(['/root/tree/install', '--shared-kernel'], { timeoutMs: 120_000 });
    return { status, lines: stdout.trim().split('\n'), stderr };
  }

  const show = (unit: string, property: string) => host.exec(['systemctl', 'show', '--value', '--property', property, unit]).stdout.trim();
  const pids = () => UNITS.map((unit) => show(unit, 'MainPID'));

  test('everything is there, enabled and running', async () => {
    await push();
    const { status, lines, stderr } = install();
    expect(`${status} ${stderr}`).toMatch(/^0 /);
    expect(lines).toEqual(expect.arrayContaining([`write ${HAPROXY}`, 'reload the units (systemctl daemon-reload)', 'enable kubelet.service']));
    for (const unit of UNITS) expect([unit, show(unit, 'UnitFileState')]).toEqual([unit, 'enabled']);
    for (const unit of ['containerd.service', 'haproxy.service']) expect([unit, show(unit, 'ActiveState')]).toEqual([unit, 'active']);
    expect(host.exec(['sh', '-c', 'haproxy -c -q -f /etc/haproxy/haproxy.cfg; stat -c %a /etc/kubernetes/kubelet.conf']).stdout).toBe('600\n');
  });

  test('the second run has nothing to do and touches no process', () => {
    const before = pids().slice(0, 1);
    const { status, lines } = install();
    // A kubelet without an API server may be between two starts just now, and is then started.
    expect([status, lines.filter((line) => line !== 'start kubelet.service')]).toEqual([
      0,
      lines[0] === 'start kubelet.service' ? [] : ['nothing to do'],
    ]);
    expect(pids().slice(0, 1)).toEqual(before);
  });

  test('a changed file reloads HAProxy without ending it, and restarts containerd', async () => {
    const [containerd, , haproxy] = pids();
    await push((cluster) => added(HAPROXY, '# changed')(added('/etc/containerd/config.toml', '# changed')(cluster)));
    expect(install()).toMatchObject({ status: 0, lines: expect.arrayContaining(['reload haproxy.service', 'restart containerd.service']) });
    expect([show('haproxy.service', 'MainPID'), readFileSync(host.path(HAPROXY), 'utf8').endsWith('# changed\n')]).toEqual([haproxy, true]);
    expect(show('containerd.service', 'MainPID')).not.toBe(containerd);
  });

  test('a file that HAProxy does not accept leaves the running one alone', async () => {
    const before = readFileSync(host.path(HAPROXY), 'utf8');
    await push(added(HAPROXY, 'nonsense'));
    const { status, stderr } = install();
    expect([status, stderr.includes('the new file is not valid; the old one stays')]).toEqual([1, true]);
    expect([readFileSync(host.path(HAPROXY), 'utf8'), show('haproxy.service', 'ActiveState')]).toEqual([before, 'active']);
  });

  test(
    `killed ${KILLS} times, the next run finishes`,
    async () => {
      for (let round = 0; round < KILLS; round++) {
        const before = show('containerd.service', 'MainPID');
        await push(added('/etc/containerd/config.toml', `# round ${round}`));
        host.exec(['sh', '-c', `setsid /root/tree/install --shared-kernel & sleep ${(Math.random() * 1.5).toFixed(2)}; kill -9 -$!; wait`]);
        expect(install().status).toBe(0);
        expect(readFileSync(host.path('/etc/containerd/config.toml'), 'utf8')).toContain(`# round ${round}\n`);
        expect([show('containerd.service', 'ActiveState'), show('containerd.service', 'MainPID') === before]).toEqual(['active', false]);
      }
    },
    LIMIT_MS,
  );

  test(
    'after a power cut the units come up by themselves',
    async () => {
      host.powerOff();
      host = await powerOn();
      for (const unit of ['containerd.service', 'haproxy.service']) expect([unit, show(unit, 'ActiveState')]).toEqual([unit, 'active']);
      expect(install().status).toBe(0);
    },
    LIMIT_MS,
  );
});
