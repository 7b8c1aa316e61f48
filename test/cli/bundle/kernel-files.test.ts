import { kernelFiles } from '../../../cli/bundle/kernel-files';
import { readCluster } from '../../../cli/stream/read';
import { file, host } from './plans';

const SPEC = { addresses: ['10.0.0.11'], roles: ['worker'], kernelModules: ['overlay', 'br_netfilter'], sysctls: { 'kernel.panic': '10' } };

test('the files of the reference blueprint say it all', () => {
  expect(readCluster('dist').hosts.flatMap(kernelFiles)).toEqual([]);
});

test('modules and settings without a file get one, so that a reboot does not lose them', () => {
  expect(kernelFiles(host('a', { spec: SPEC })).map(({ path, mode, content }) => [path, mode, content])).toEqual([
    ['/etc/modules-load.d/91-ha-cluster-host.conf', '0644', 'br_netfilter\noverlay\n'],
    ['/etc/sysctl.d/91-ha-cluster-host.conf', '0644', 'kernel.panic = 10\n'],
  ]);
});

test('only what is missing or different is added', () => {
  const files = [file('/etc/modules-load.d/a.conf', '# mine\n overlay\n'), file('/etc/sysctl.d/a.conf', 'kernel.panic=20\n')];
  expect(kernelFiles(host('a', { spec: SPEC, files })).map(({ content }) => content)).toEqual(['br_netfilter\n', 'kernel.panic = 10\n']);
});

test('blanks around the equals sign do not matter', () => {
  const files = [file('/etc/modules-load.d/a.conf', 'overlay\nbr_netfilter\n'), file('/etc/sysctl.d/a.conf', 'kernel.panic=10\n')];
  expect(kernelFiles(host('a', { spec: SPEC, files }))).toEqual([]);
});
