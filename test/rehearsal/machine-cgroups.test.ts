import { isVersion1, parseHierarchies, removeGroup } from '../../rehearsal/machine/cgroups';

const SEPARATE = `24 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 25 0:26 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
31 30 0:27 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid - cgroup cgroup rw,cpu,cpuacct
32 30 0:28 / /sys/fs/cgroup/memory rw shared:9 - cgroup cgroup rw,memory
33 30 0:29 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,xattr,release_agent=/lib/systemd/systemd-cgroups-agent,name=systemd
34 30 0:30 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw,nsdelegate
35 30 0:28 / /somewhere/else/memory rw - cgroup cgroup rw,memory
`;

const ONE = `24 1 254:0 / / rw - ext4 /dev/vda rw
30 25 0:26 / /sys/fs/cgroup rw,relatime - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot
`;

test('version 1 has a hierarchy for each set of controllers, once, also where it is mounted twice', () => {
  expect(parseHierarchies(SEPARATE)).toEqual([
    { mountPoint: '/sys/fs/cgroup/cpu,cpuacct', version: 1, controllers: 'cpu,cpuacct' },
    { mountPoint: '/sys/fs/cgroup/memory', version: 1, controllers: 'memory' },
    { mountPoint: '/sys/fs/cgroup/systemd', version: 1, controllers: 'name=systemd' },
    { mountPoint: '/sys/fs/cgroup/unified', version: 2, controllers: '' },
  ]);
  expect(isVersion1(parseHierarchies(SEPARATE))).toBe(true);
});

test('version 2 has one', () => {
  expect(parseHierarchies(ONE)).toEqual([{ mountPoint: '/sys/fs/cgroup', version: 2, controllers: '' }]);
  expect(isVersion1(parseHierarchies(ONE))).toBe(false);
});

test('no group but those of rehearsals is ever removed', () => {
  for (const path of ['', '/', 'system.slice', 'ha-rehearsal-', 'ha-rehearsal-0123456', '../ha-rehearsal-01234567', 'ha-rehearsal-01234567x']) {
    expect(() => removeGroup(path)).toThrow(`${path}: is no group of a rehearsal`);
  }
});
