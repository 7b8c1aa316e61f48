import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { runProgram } from '../../../rehearsal/run-program';
import { haCluster, Rehearsed } from '../rehearsed';
import { CONTROL_PLANES, HOSTS } from './reference-hosts';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: acted-upon, namespace: default }
spec:
  replicas: 2
  selector: { matchLabels: { app: acted-upon } }
  template:
    metadata: { labels: { app: acted-upon } }
    spec:
      containers: [{ name: pause, image: registry.k8s.io/pause:3.10.2 }]
`;

interface Plan {
  readonly folder: string;
  readonly hosts: string[];
  readonly steps: { readonly hosts: string[]; readonly command: string[] }[];
}

/** A snapshot is taken, by the unit that takes them all the time; returns its path beside the rehearsal. */
export function snapshotTaken(rehearsed: Rehearsed): string {
  const file = rehearsed.aside('snapshot.db');
  test('the backup unit takes a verified snapshot', async () => {
    await rehearsed.kubectl(['create', 'configmap', 'in-the-snapshot', '--from-literal=kept=yes']);
    await rehearsed.on('cp-1', 'systemctl start etcd-backup.service');
    const status = JSON.parse(await rehearsed.on('cp-1', 'cat /var/backups/etcd/latest.json'));
    expect(status).toMatchObject({
      etcd: expect.stringMatching(/^3\.6\./),
      copied: expect.anything(),
      file: expect.stringMatching(/^\/var\/backups\/etcd\/prod-cp-1-/),
    });
    const encoded = await rehearsed.on('cp-1', 'base64 "$(ls -t /var/backups/etcd/*.db | head -n 1)"');
    writeFileSync(file, Buffer.from(encoded, 'base64'), { mode: 0o600 });
    await rehearsed.kubectl(['create', 'configmap', 'after-the-snapshot']);
  });
  return file;
}

/** Every member has lost its data; what `etcd restore` wrote is done, step by step, as its README says. */
export function restored(rehearsed: Rehearsed, snapshot: string): void {
  describe('after all members lost all data', () => {
    const plan = {} as { value: Plan };

    test('a damaged snapshot is refused', async () => {
      const damaged = rehearsed.aside('damaged.db');
      const bytes = readFileSync(snapshot);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(damaged, bytes);
      const said = await restorePlan(rehearsed, damaged);
      expect(said.status).toBe(2);
    });

    test('a plan is written from the snapshot', async () => {
      const said = await restorePlan(rehearsed, snapshot);
      expect(said).toMatchObject({ status: 0 });
      plan.value = JSON.parse(said.stdout) as Plan;
      expect(plan.value.hosts).toEqual(CONTROL_PLANES);
    });

    test('its steps bring the API back', async () => {
      await rehearsed.rehearse(['power', 'off', ...HOSTS.filter((host) => rehearsed.open().powered(host))]);
      for (const host of CONTROL_PLANES) rehearsed.open().known(host)!.wipeDisk(['/var/lib/etcd']);
      await rehearsed.good(['power', 'on', ...HOSTS]);
      for (const host of plan.value.hosts) await copy(rehearsed, join(plan.value.folder, host), host);
      for (const { hosts, command } of plan.value.steps) {
        const line = `cd ${command[0]!.startsWith('./') ? '/root/restore' : '/'} && ${command.join(' ')}`;
        await Promise.all(hosts.map((host) => rehearsed.on(host, line)));
      }
      await rehearsed.holds('everything is ready', async () => ((await rehearsed.rehearse(['status'])).status === 0 ? undefined : 'not yet'), 300);
    });

    test('every object of the snapshot is there, and nothing younger', async () => {
      expect(await rehearsed.kubectl(['get', 'configmap', 'in-the-snapshot', 'written', '--output', 'name'])).toBe(
        'configmap/in-the-snapshot\nconfigmap/written\n',
      );
      const younger = await rehearsed.rehearse(['kubectl', 'get', 'configmap', 'after-the-snapshot']);
      expect(younger.stderr).toContain('NotFound');
      const secret = ['get', 'secret', 'hidden', '--output', 'jsonpath={.data.word}'];
      expect(Buffer.from(await rehearsed.kubectl(secret), 'base64').toString()).toBe('xyzzy-plain-text');
    });

    test('controllers, scheduler and kubelets act on new objects', async () => {
      await rehearsed.kubectl(['create', '--filename', '-'], DEPLOYMENT);
      await rehearsed.kubectl(['wait', '--for=condition=Available', 'deployment/acted-upon', '--timeout=180s']);
    });
  });
}

function restorePlan(rehearsed: Rehearsed, snapshot: string): ReturnType<typeof haCluster> {
  const { state } = rehearsed.open();
  return haCluster(['etcd', 'restore', snapshot, state.dist, '--secrets', state.secrets, '--out', rehearsed.aside('restore'), '--format', 'json']);
}

async function copy(rehearsed: Rehearsed, folder: string, host: string): Promise<void> {
  const packed = rehearsed.aside(`${host}.tar`);
  await runProgram(['tar', '--create', '--file', packed, '--directory', folder, '.']);
  const unpack = 'rm -rf /root/restore && mkdir -m 0700 /root/restore && tar --extract --directory /root/restore';
  const ran = await rehearsed.open().on(host, ['sh', '-c', unpack], { inputFile: packed });
  expect(ran).toMatchObject({ status: 0 });
}
