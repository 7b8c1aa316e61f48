import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { etcdBackup } from '../../lib/cluster/backup-props';
import { renderBackupScript } from '../../lib/etcd/backup-script';

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'ha-cluster-backup-test-'))));
afterEach(() => rmSync(directory, { recursive: true }));

/** The script up to where it begins to act, with a call of one of its functions. */
function call(name: string, { member = 'a', keep = 1 } = {}): { status: number | null; stderr: string } {
  const backup = etcdBackup({ directory, keep });
  const input = { cluster: 'prod', member, ipv6: false, image: 'etcd', version: '3.6.8-0', dataDirectory: '/var/lib/etcd', backup };
  const [functions] = renderBackupScript(input).split('\nclaim\n');
  const { status, stderr } = spawnSync('bash', ['-c', `${functions}\nrevision=100\n${name}\n`], { encoding: 'utf8' });
  return { status, stderr: stderr.split(directory).join('/backups') };
}

const fill = (...names: string[]) => names.forEach((name) => writeFileSync(join(directory, name), ''));
const left = () => readdirSync(directory).sort();

test('the newest snapshots of the member stay, and those of a later revision', () => {
  fill('prod-a-20250101T000000Z-r7.db', 'prod-a-20250102T000000Z-r900.db', 'prod-a-20250103T000000Z-r8.db', 'prod-a-20250104T000000Z-r9.db');
  expect(call('remove_old', { keep: 2 })).toEqual({
    status: 0,
    stderr: 'kept apart: /backups/prod-a-20250102T000000Z-r900.db is of a later revision than the member has now, 100; remove it when you are sure\n',
  });
  expect(left()).toEqual(['prod-a-20250102T000000Z-r900.db', 'prod-a-20250103T000000Z-r8.db', 'prod-a-20250104T000000Z-r9.db']);
});

test('what only looks like a snapshot of the member stays: of members whose names begin alike, and copies by hand', () => {
  const others = ['prod-a-1-20250101T000000Z-r1.db', 'prod-a-b-20250101T000000Z-r2.db', 'prod-a-20250101T000000Z-r3.db.db', 'prod-a-before-r4.db'];
  fill(...others, 'prod-a-20250102T000000Z-r5.db', 'prod-a-20250103T000000Z-r6.db');
  expect(call('remove_old')).toEqual({ status: 0, stderr: '' });
  expect(left()).toEqual([...others, 'prod-a-20250103T000000Z-r6.db'].sort());
});

test('a directory is of one member, and another one touches nothing in it', () => {
  expect([call('claim').status, call('claim').status]).toEqual([0, 0]);
  expect(call('claim', { member: 'b' })).toEqual({
    status: 1,
    stderr:
      'etcd backup failed: /backups is where member prod.a keeps its snapshots; give each host a directory of its own; if that member is gone: rm /backups/.member-prod.a\n',
  });
  expect(left()).toEqual(['.member-prod.a']);
});
