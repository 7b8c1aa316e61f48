import { spawnSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { App } from 'cdk8s';
import { writeRestorePlan } from '../../cli/etcd/restore';
import { readCluster } from '../../cli/stream/read';
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, KubernetesVersion } from '../../lib';
import { Lab } from './boot/lab';
import { plannedCluster, readStream } from './boot/stream';
import { until } from './boot/until';
import { runnable } from './boot/versions';
import { containersRefused, importImage, startContainerd } from './etcd/containerd';
import { showAtRealPaths } from './etcd/real-paths';

const SCRIPT = '/usr/local/lib/ha-cluster/etcd-backup';
const BACKUPS = '/var/backups/etcd';
const KEEP = 3;
const LIMIT = 120_000;

const { versions, reasons } = runnable();
const binaries = versions.find(({ etcd, program }) => etcd.startsWith('3.6.') && existsSync(join(dirname(program('etcd')), 'etcdutl')));
const refusal =
  containersRefused() ?? (binaries ? undefined : `no etcd 3.6 with its tools is built; run scripts/build-components.sh; ${reasons.join('; ')}`);
if (refusal) process.stderr.write(`etcd-backup.test.ts: skipped: ${refusal}\n`);

/** One backup; what it printed stands in `said`. */
interface Run {
  readonly status: number;
  readonly said: string;
}

(refusal ? describe.skip : describe)('the backup of a real member, by a real containerd', () => {
  let folder: string;
  let lab: Lab;

  let cgroupsBefore: string;

  const host = () => lab.host('cp-1');
  const inside = (command: string) => host().namespaces.run(['bash', '-c', command]);
  const backup = (): Run => {
    const said = inside(`{ bash ${SCRIPT} && echo "exit 0" || echo "exit $?"; } 2>&1`);
    return { status: Number(/exit (\d+)\n$/.exec(said)![1]), said };
  };
  const snapshots = () =>
    readdirSync(host().path(BACKUPS))
      .filter((name) => name.endsWith('.db') && !name.startsWith('.'))
      .sort();
  const latest = () => JSON.parse(readFileSync(host().path(`${BACKUPS}/latest.json`), 'utf8'));
  const etcdctl = (...args: string[]) =>
    host().namespaces.run([
      binaries!.program('etcdctl'),
      '--endpoints=https://127.0.0.1:2379',
      '--cacert=/etc/kubernetes/pki/etcd/ca.crt',
      '--cert=/etc/kubernetes/pki/etcd/healthcheck-client.crt',
      '--key=/etc/kubernetes/pki/etcd/healthcheck-client.key',
      ...args,
    ]);
  const cgroups = () => inside('find /sys/fs/cgroup -type d -path "*/k8s.io/ha-cluster-etcd-*" | sort');
  const etcdutl = (...args: string[]) => spawnSync(join(dirname(binaries!.program('etcd')), 'etcdutl'), args, { encoding: 'utf8' });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ha-cluster-backup-'));
    const app = new App({ outdir: folder });
    new HaCluster(app, 'prod', {
      version: KubernetesVersion.V1_36,
      controlPlanes: [{ name: 'cp-1', address: '10.0.0.11' }],
      etcd: EtcdTopology.singleForDevelopment(),
      etcdBackup: { keep: KEEP, copyCommand: ['cp', '{}', '/run/copies/'] },
      endpoint: ControlPlaneEndpoint.external({ host: 'api.example.com' }),
    });
    app.synth();
    lab = await Lab.start(plannedCluster(readStream(folder), 'prod'), binaries!);
    showAtRealPaths(host(), ['/etc/kubernetes', '/var/lib/etcd', '/var/backups', '/usr/local/lib/ha-cluster']);
    inside('mkdir /run/copies');
    await startContainerd(host());
    importImage(
      host(),
      'registry.k8s.io/etcd:3.6.8-0',
      ['etcd', 'etcdctl', 'etcdutl'].map((name) => join(dirname(binaries!.program('etcd')), name)),
    );
    lab.startPod('cp-1', 'etcd');
    await lab.untilProbed('cp-1', 'etcd', 60);
  }, LIMIT);

  afterAll(async () => {
    // Containers die with the host, but their cgroups are this machine's.
    inside('for id in $(ctr -n k8s.io containers ls -q); do ctr -n k8s.io tasks delete --force $id; done >/dev/null 2>&1 || true');
    await lab?.stop();
    spawnSync('find', ['/sys/fs/cgroup', '-depth', '-type', 'd', '-path', '*/k8s.io/ha-cluster-etcd-*', '-exec', 'rmdir', '{}', '+']);
    rmSync(folder, { recursive: true, force: true });
  }, LIMIT);

  test(
    'makes a snapshot that etcd accepts, says so in latest.json, and copies it',
    () => {
      cgroupsBefore = cgroups();
      etcdctl('put', '/registry/probe', 'value');
      const { status, said } = backup();
      expect({ status, said }).toMatchObject({ status: 0 });
      expect(snapshots()).toEqual([expect.stringMatching(/^prod-cp-1-\d{8}T\d{6}Z-r\d+\.db$/)]);
      const [name] = snapshots();
      const judged = JSON.parse(etcdutl('snapshot', 'status', host().path(`${BACKUPS}/${name}`), '--write-out=json').stdout);
      expect(latest()).toEqual({
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        file: `${BACKUPS}/${name}`,
        revision: judged.revision,
        hash: judged.hash,
        keys: judged.totalKey,
        bytes: expect.any(Number),
        etcd: '3.6.8-0',
        copied: true,
      });
      expect(inside('ls /run/copies').trim()).toBe(name);
      expect(inside(`stat --format=%a ${BACKUPS} ${BACKUPS}/${name}`)).toBe('700\n600\n');
    },
    LIMIT,
  );

  test('leaves no container, task, snapshot or cgroup behind', () => {
    const left = ['containers ls -q', 'tasks ls -q', 'snapshots ls'].map((what) => inside(`ctr -n k8s.io ${what}`));
    expect(left.join('')).not.toContain('ha-cluster-etcd-backup');
    expect(cgroups()).toEqual(cgroupsBefore);
  });

  test(
    'keeps the newest ones, and those of a later history',
    () => {
      const later = `prod-cp-1-20200101T000000Z-r${10 ** 9}.db`;
      writeFileSync(host().path(`${BACKUPS}/${later}`), 'of another history');
      for (const _ of Array(KEEP)) expect(backup().status).toBe(0);
      const { said } = backup();
      expect(snapshots()).toHaveLength(KEEP + 1);
      expect(snapshots()).toContain(later);
      expect(said).toContain(`kept apart: ${BACKUPS}/${later} is of a later revision than the member has now`);
      expect(latest().file).toBe(`${BACKUPS}/${snapshots().at(-1)}`);
      inside(`rm ${BACKUPS}/${later}`);
    },
    LIMIT,
  );

  test(
    'a copy that fails is a failed backup with a good snapshot',
    () => {
      inside('mv /run/copies /run/elsewhere');
      const { status, said } = backup();
      expect({ status, said }).toMatchObject({
        status: 1,
        said: expect.stringMatching(/etcd backup failed: .*\.db is good, and was not copied: cp failed/),
      });
      expect(latest()).toMatchObject({ file: `${BACKUPS}/${snapshots().at(-1)}`, copied: false });
      inside('mv /run/elsewhere /run/copies');
    },
    LIMIT,
  );

  test(
    'killed in the middle, it leaves the snapshots from before, and the next run cleans up after it',
    () => {
      for (const seconds of ['0.05', '0.1', '0.15', '0.2', '0.25', '0.3', '0.4', '0.5', '0.6', '0.8', '1.2']) {
        const before = snapshots();
        // setsid: ctr dies with the script, as systemd would have it; the container goes on by itself.
        inside(`setsid timeout --signal=KILL --kill-after=0 ${seconds} bash ${SCRIPT} >/dev/null 2>&1 || true`);
        expect(snapshots()).toEqual(expect.arrayContaining(before.slice(1)));
        expect(
          JSON.parse(etcdutl('snapshot', 'status', latest().file.replace(BACKUPS, host().path(BACKUPS)), '--write-out=json').stdout).revision,
        ).toBe(latest().revision);
        const { status, said } = backup();
        expect([status, said]).toEqual([0, expect.anything()]);
        expect(readdirSync(host().path(BACKUPS)).filter((name) => name.startsWith('.new'))).toEqual([]);
      }
    },
    LIMIT,
  );

  test('two at once: the second says that another one is running', () => {
    const { status, said } = ((): Run => {
      const output = inside(`exec 8>${BACKUPS}/.lock; flock 8; { bash ${SCRIPT} && echo "exit 0" || echo "exit $?"; } 2>&1`);
      return { status: Number(/exit (\d+)\n$/.exec(output)![1]), said: output };
    })();
    expect({ status, said }).toEqual({ status: 1, said: 'etcd backup failed: another one is running\nexit 1\n' });
  });

  test(
    'without an answer from the member nothing is touched',
    () => {
      const before = snapshots();
      const status = latest();
      inside(
        'mv /etc/kubernetes/pki/etcd/healthcheck-client.key /run/key; openssl ecparam -genkey -name prime256v1 -noout -out /etc/kubernetes/pki/etcd/healthcheck-client.key',
      );
      const run = backup();
      inside('mv /run/key /etc/kubernetes/pki/etcd/healthcheck-client.key');
      expect(run).toMatchObject({ status: 1, said: expect.stringContaining('etcd backup failed: no snapshot from https://127.0.0.1:2379') });
      expect(snapshots()).toEqual(before);
      expect(latest()).toEqual(status);
    },
    LIMIT,
  );

  test(
    'a disk that is too small is said, and nothing is removed for it',
    () => {
      const before = snapshots();
      inside(`mkdir /run/small && mount -t tmpfs -o size=1m tmpfs /run/small && sed 's#^directory=.*#directory=/run/small#' ${SCRIPT} >/run/script`);
      const said = inside('bash /run/script 2>&1 || true');
      expect(said).toMatch(
        /^etcd backup failed: \/run\/small has \d+ bytes free; the database has \d+, and twice as much must be free: remove old snapshots, or lower `keep`\n$/,
      );
      expect(snapshots()).toEqual(before);
    },
    LIMIT,
  );

  test(
    'what it made is restored by the tools of the image, and the member comes up with it',
    async () => {
      const snapshot = snapshots().at(-1)!;
      const cluster = readCluster(folder);
      const plan = await writeRestorePlan(
        { cluster, snapshot: join(host().path(BACKUPS), snapshot), out: join(folder, 'restore') },
        { progress: () => undefined, result: () => undefined },
      );
      etcdctl('del', '/registry/probe');
      inside("echo 'etcd:x:61234:61234::/var/lib/etcd:/sbin/nologin' >>/etc/passwd; echo 'etcd:x:61234:' >>/etc/group");
      inside(
        `cp -rp ${join(plan.folder, 'cp-1')} /run/restore; for pod in etcd kube-apiserver kube-controller-manager kube-scheduler; do echo >/etc/kubernetes/manifests/$pod.yaml; done`,
      );
      expect(inside('/run/restore/restore stop')).toMatch(/stopped\n$/);
      inside('kill -9 $(pidof etcd)');
      await until('etcd to end', 20, () => inside('pidof etcd || true') === '');
      inside('timeout --signal=KILL 0.15 /run/restore/restore data || true');
      expect(inside('/run/restore/restore data 2>&1')).toMatch(/data is restored\n$/);
      expect(readdirSync(host().path('/var/lib/etcd'))).toEqual(['member', `member.before-${plan.id}`]);
      expect(inside('ctr -n k8s.io containers ls -q')).toBe('');
      inside('/run/restore/restore start-etcd');
      lab.startPod('cp-1', 'etcd');
      await lab.untilProbed('cp-1', 'etcd', 60);
      expect(etcdctl('get', '/registry/probe')).toBe('/registry/probe\nvalue\n');
    },
    LIMIT,
  );

  test(
    'a running container of the pod keeps the data from being touched',
    () => {
      inside(
        'rm -r /etc/kubernetes/restore-*; mkdir /etc/kubernetes/restore-'.concat(
          '$(sed -n "s/^id=\'\\(.*\\)\'/\\1/p" /run/restore/restore); rm -f /etc/kubernetes/manifests/etcd.yaml',
        ),
      );
      const labels = '--label io.kubernetes.pod.namespace=kube-system --label io.kubernetes.container.name=etcd';
      inside(
        `ctr -n k8s.io run --detach ${labels} registry.k8s.io/etcd:3.6.8-0 of-a-pod etcd --listen-client-urls http://127.0.0.1:9 --advertise-client-urls http://127.0.0.1:9 --listen-peer-urls http://127.0.0.1:10 >/dev/null`,
      );
      expect(inside('{ /run/restore/restore data || true; } 2>&1')).toBe('cp-1: etcd still runs; run ./restore stop first\n');
      inside('ctr -n k8s.io tasks delete --force of-a-pod >/dev/null; ctr -n k8s.io containers delete of-a-pod');
    },
    LIMIT,
  );
});
