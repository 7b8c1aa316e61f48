import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { RestorePlan, writeRestorePlan } from '../../cli/etcd/restore';
import { inspectSnapshot } from '../../cli/etcd/snapshot';
import { readCluster } from '../../cli/stream/read';
import { renderCluster } from './boot/clusters';
import { Lab } from './boot/lab';
import { plannedCluster, readStream } from './boot/stream';
import { until } from './boot/until';
import { runnable } from './boot/versions';
import { showAtRealPaths } from './etcd/real-paths';

const HOSTS = ['cp-1', 'cp-2', 'cp-3'];
const MANIFESTS = '/etc/kubernetes/manifests';
/** How long a start may take, in seconds. */
const BOOT = 120;
const LIMIT = 300_000;

const { versions, reasons } = runnable();
const binaries = versions.find(({ etcd, program }) => etcd.startsWith('3.6.') && existsSync(join(dirname(program('etcd')), 'etcdutl')));
if (!binaries) process.stderr.write(`etcd-restore.test.ts: skipped: no etcd 3.6 with its tools is built; ${reasons.join('; ')}\n`);

(binaries ? describe : describe.skip)('restoring three real members', () => {
  let folder: string;
  let lab: Lab;
  let plan: RestorePlan;

  const etcdutl = () => join(dirname(binaries!.program('etcd')), 'etcdutl');
  const inside = (host: string, command: string) => lab.host(host).namespaces.run(['bash', '-c', command]);
  const etcdctl = (host: string, ...args: string[]) =>
    lab
      .host(host)
      .namespaces.run([
        binaries!.program('etcdctl'),
        '--endpoints=https://127.0.0.1:2379',
        '--cacert=/etc/kubernetes/pki/etcd/ca.crt',
        '--cert=/etc/kubernetes/pki/etcd/healthcheck-client.crt',
        '--key=/etc/kubernetes/pki/etcd/healthcheck-client.key',
        ...args,
      ]);
  const revision = (host: string): number => JSON.parse(etcdctl(host, 'get', 'kept', '--write-out=json')).header.revision;
  const start = async (hosts: string[]) => {
    for (const host of hosts) lab.startPod(host, 'etcd');
    for (const host of hosts) await lab.untilProbed(host, 'etcd', BOOT);
  };
  // What the kubelet would do when the manifest is away. The namespaces hold no other etcd than this one.
  const kill = async (host: string) => {
    inside(host, 'pids=$(pidof etcd) && kill -9 $pids || true');
    await until(`etcd of ${host} to end`, 20, () => inside(host, 'pidof etcd || true') === '');
  };
  /** Runs a step as it stands in the plan; the tools are this machine's, and no container runs. */
  const step = (host: string, name: string, before = '') =>
    inside(
      host,
      `cd /run/restore && { ${before} PATH=/run/bin:$PATH ETCDUTL=${etcdutl()} ./restore ${name} && echo "exit 0" || echo "exit $?"; } 2>&1`,
    );

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ha-cluster-restore-'));
    renderCluster(binaries!.kubernetes, 'stacked', join(folder, 'dist'));
    lab = await Lab.start(plannedCluster(readStream(join(folder, 'dist')), 'prod'), binaries!);
    for (const host of HOSTS) {
      showAtRealPaths(lab.host(host), ['/etc/kubernetes', '/var/lib/etcd']);
      inside(host, "echo 'etcd:x:61234:61234::/var/lib/etcd:/sbin/nologin' >>/etc/passwd; echo 'etcd:x:61234:' >>/etc/group");
      inside(host, `mkdir -p /run/bin /run/restore && printf '#!/bin/sh\\n' >/run/bin/ctr && chmod 755 /run/bin/ctr`);
      for (const pod of ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'])
        inside(host, `echo ${pod} >${MANIFESTS}/${pod}.yaml`);
    }
    await start(HOSTS);
  }, LIMIT);

  afterAll(async () => {
    await lab?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, LIMIT);

  test(
    'a snapshot of a real member is read as etcd itself reads it',
    async () => {
      etcdctl('cp-1', 'put', 'kept', 'value');
      // Large enough for pages that overflow and a tree of some depth.
      inside('cp-2', `head -c 100000 /dev/zero | tr '\\0' x >/run/large`);
      const put = `${binaries!.program('etcdctl')} --endpoints=https://127.0.0.1:2379 --cacert=/etc/kubernetes/pki/etcd/ca.crt --cert=/etc/kubernetes/pki/etcd/healthcheck-client.crt --key=/etc/kubernetes/pki/etcd/healthcheck-client.key`;
      inside('cp-2', `for n in $(seq 1 40); do ${put} put "large-$n" </run/large >/dev/null; done`);
      // A cluster that is some seconds old has not written its version yet.
      await until('the version in the data', 30, async () => {
        etcdctl('cp-3', 'snapshot', 'save', join(folder, 'snapshot.db'));
        return (await inspectSnapshot(join(folder, 'snapshot.db'))).minor === '3.6';
      });
      const status = JSON.parse(lab.host('cp-3').namespaces.run([etcdutl(), 'snapshot', 'status', join(folder, 'snapshot.db'), '--write-out=json']));
      const read = await inspectSnapshot(join(folder, 'snapshot.db'));
      expect(read).toMatchObject({ revision: status.revision, minor: status.version.split('.').slice(0, 2).join('.') });
      expect(read).toMatchObject({ minor: '3.6' });
    },
    LIMIT,
  );

  test('the plan of the rendered YAML is written', async () => {
    etcdctl('cp-1', 'put', 'later', 'value');
    plan = await writeRestorePlan(
      { cluster: readCluster(join(folder, 'dist')), snapshot: join(folder, 'snapshot.db'), out: join(folder, 'restore') },
      { progress: () => undefined, result: () => undefined },
    );
    for (const host of HOSTS) inside(host, `cp -p ${join(plan.folder, host)}/* /run/restore/`);
  });

  test('shellcheck has nothing to say about the script of a host', () => {
    const { stdout, error } = spawnSync('shellcheck', ['--severity=style', join(plan.folder, 'cp-1/restore')], { encoding: 'utf8' });
    expect(error).toBeUndefined();
    expect(stdout).toBe('');
  });

  test('a step out of turn says what comes first', () => {
    expect(step('cp-1', 'data')).toBe('cp-1: the manifest of etcd is in place; run ./restore stop on every host first\nexit 1\n');
    expect(step('cp-1', 'start-etcd')).toBe('cp-1: data is not restored; run ./restore data first\nexit 1\n');
  });

  test(
    'all members are stopped, and two of three lose their data',
    async () => {
      for (const host of HOSTS) {
        expect(step(host, 'stop')).toMatch(/manifest of kube-controller-manager put aside\n[^]*manifest of etcd put aside\n[^]*stopped\nexit 0\n$/);
        await kill(host);
        expect(step(host, 'stop')).toBe(`${host}: stopped\nexit 0\n`);
        expect(readdirSync(lab.host(host).path(MANIFESTS))).toEqual([]);
      }
      for (const host of ['cp-1', 'cp-2']) rmSync(lab.host(host).path('/var/lib/etcd/member'), { recursive: true });
    },
    LIMIT,
  );

  test('a snapshot that was damaged on its way is noticed before anything changes', () => {
    inside('cp-3', 'cp /run/restore/snapshot.db /run/good; printf x | dd of=/run/restore/snapshot.db bs=1 seek=9000 conv=notrunc status=none');
    expect(step('cp-3', 'data')).toContain('is not the snapshot that was planned with; copy it again\nexit 1\n');
    expect(readdirSync(lab.host('cp-3').path('/var/lib/etcd'))).toEqual(['member']);
    inside('cp-3', 'cp /run/good /run/restore/snapshot.db');
  });

  test(
    'every member gets its data, however often the step is killed',
    () => {
      for (const host of HOSTS) {
        for (const seconds of ['0.02', '0.05', '0.1', '0.15', '0.2', '0.3', '0.5']) step(host, 'data', `timeout --signal=KILL ${seconds} env`);
        expect(step(host, 'data')).toContain(`${host}: data is restored\nexit 0\n`);
        expect(step(host, 'data')).toBe(`${host}: data is restored\nexit 0\n`);
        const kept = host === 'cp-3' ? [`member.before-${plan.id}`] : [];
        expect(readdirSync(lab.host(host).path('/var/lib/etcd'))).toEqual(['member', ...kept]);
        expect(inside(host, 'stat --format="%a %U" /var/lib/etcd /var/lib/etcd/member/snap/db')).toBe('700 etcd\n600 etcd\n');
      }
    },
    LIMIT,
  );

  test(
    'the members come up with the rendered flags, the snapshot and nothing later is there, and revisions have leapt ahead',
    async () => {
      for (const host of HOSTS) expect(step(host, 'start-etcd')).toBe(`${host}: manifest of etcd put back\nexit 0\n`);
      await start(HOSTS);
      for (const host of HOSTS) expect(step(host, 'check-etcd')).toBe(`${host}: etcd is ready\nexit 0\n`);
      for (const host of HOSTS) expect([etcdctl(host, 'get', 'kept'), etcdctl(host, 'get', 'later')]).toEqual(['kept\nvalue\n', '']);
      expect(revision('cp-1')).toBeGreaterThan(plan.snapshot.revision + 1e9 - 1);
      const watched = inside(
        'cp-1',
        `timeout 10 ${binaries!.program('etcdctl')} --endpoints=https://127.0.0.1:2379 --cacert=/etc/kubernetes/pki/etcd/ca.crt --cert=/etc/kubernetes/pki/etcd/healthcheck-client.crt --key=/etc/kubernetes/pki/etcd/healthcheck-client.key watch kept --rev=${plan.snapshot.revision} 2>&1 || true`,
      );
      expect(watched).toContain('required revision has been compacted');
    },
    LIMIT,
  );

  test(
    'members restart and serve writes, although their token is not the one in the manifest',
    async () => {
      await kill('cp-2');
      // The member may have been the leader.
      await until('a leader', 60, () => etcdctl('cp-1', 'put', 'after', 'value'));
      await start(['cp-2']);
      expect(etcdctl('cp-2', 'get', 'after')).toBe('after\nvalue\n');
      expect(
        etcdctl('cp-1', 'member', 'list')
          .split('\n')
          .filter((line) => line.includes('started')).length,
      ).toBe(3);
    },
    LIMIT,
  );

  test('the rest of the control plane is put back in its order, and the status says so', () => {
    expect(step('cp-1', 'status')).toContain('cp-1: kube-apiserver: manifest put aside\ncp-1: kube-controller-manager: manifest put aside\n');
    // Nothing starts it here: that it waits for the port is what counts.
    expect(step('cp-1', 'start-apiserver', 'timeout 3 env')).toContain('cp-1: manifest of kube-apiserver put back\n');
    expect(step('cp-1', 'start-controllers')).toBe(
      'cp-1: manifest of kube-controller-manager put back\ncp-1: manifest of kube-scheduler put back\nexit 0\n',
    );
    expect(readdirSync(lab.host('cp-1').path(MANIFESTS)).sort()).toEqual([
      'etcd.yaml',
      'kube-apiserver.yaml',
      'kube-controller-manager.yaml',
      'kube-scheduler.yaml',
    ]);
    expect(step('cp-1', 'status')).toContain('cp-1: data: restored\n');
  });
});
