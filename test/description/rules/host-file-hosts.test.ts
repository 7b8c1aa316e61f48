import { HOST_FILE_HOSTS } from '../../../lib/description/rules/host-file-hosts';
import { linesOf } from '../given';

test('a host that does not exist', () => {
  expect(linesOf(HOST_FILE_HOSTS, { hostFiles: [{ path: '/etc/motd', content: 'hello\n', hosts: ['cp-1', 'cp-4'] }] })).toEqual([
    'HA126 hostFiles (/etc/motd).hosts: got "cp-4"; allowed: one of cp-1, cp-2, cp-3 or worker-1; fix: correct the name, or remove it; without `hosts` every host gets the file',
  ]);
});

test('hosts of every role', () => {
  expect(linesOf(HOST_FILE_HOSTS, { hostFiles: [{ path: '/etc/motd', content: 'hello\n', hosts: ['cp-3', 'worker-1'] }] })).toEqual([]);
});

test('a host that was left out for its address is not unknown', () => {
  expect(linesOf(HOST_FILE_HOSTS, { workers: [{ name: 'worker-1', address: 'x' }], hostFiles: [{ path: '/etc/motd', content: 'hello\n', hosts: ['worker-1'] }] })).toEqual([]);
});
