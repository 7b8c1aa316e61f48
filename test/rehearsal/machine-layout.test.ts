import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { HostFolders, Layout, readRecord, writeAtomically } from '../../rehearsal/machine/layout';
import { temporaryFolder } from '../temporary-folder';

test('two state folders share no name in the kernel, and one has the same whenever it is asked', () => {
  const folder = temporaryFolder();
  expect(new Layout(join(folder, 'a')).group).toMatch(/^ha-rehearsal-[0-9a-f]{8}$/);
  expect(new Layout(join(folder, 'a')).group).toBe(new Layout(join(folder, 'a')).group);
  expect(new Layout(join(folder, 'a')).group).not.toBe(new Layout(join(folder, 'b')).group);
});

test('a state folder that is reached through a link, or does not exist yet, has the name that it will have', () => {
  const folder = temporaryFolder();
  const before = new Layout(join(folder, 'link', 'state'));
  mkdirSync(join(folder, 'real'));
  symlinkSync('real', join(folder, 'link'));
  mkdirSync(join(folder, 'real', 'state'));
  expect(new Layout(join(folder, 'link', 'state')).id).toBe(new Layout(join(folder, 'real', 'state')).id);
  expect(before.folder.endsWith('/link/state/machines')).toBe(true);
});

test('each folder that needs a disk of its own has one place on it', () => {
  const folders = new HostFolders('/state/machines/hosts/cp-1');
  expect(folders.plain('/var/lib/etcd')).toBe('/state/machines/hosts/cp-1/disk/plain/var-lib-etcd');
});

test('a record is there as a whole, with nothing beside it', () => {
  const folder = temporaryFolder();
  writeAtomically(join(folder, 'deep', 'record.json'), '{"a":1}');
  writeAtomically(join(folder, 'deep', 'record.json'), '{"a":2}');
  expect(readRecord(join(folder, 'deep', 'record.json'))).toEqual({ a: 2 });
  expect(readdirSync(join(folder, 'deep'))).toEqual(['record.json']);
  expect(readFileSync(join(folder, 'deep', 'record.json'), 'utf8')).toBe('{"a":2}');
});

test('no record, and a damaged one, are none', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'record.json'), '{"a":');
  expect([readRecord(join(folder, 'record.json')), readRecord(join(folder, 'other.json'))]).toEqual([undefined, undefined]);
});
