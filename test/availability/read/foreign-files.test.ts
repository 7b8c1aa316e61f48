import { frontEndPath } from '../../../lib/availability/read/front-end-path';
import { isAddressOf } from '../../../lib/availability/read/host-names';
import { addressesIn } from '../../../lib/availability/read/hosts-file';
import { RenderedPod } from '../../../lib/availability/read/rendered-pod';
import { clusterOf } from '../rendered-objects';

const DEFAULT = '/etc/haproxy/haproxy.cfg';

function haproxy(container: any, mounts: [outside: string, inside: string][]): RenderedPod {
  const volumes = mounts.map(([path], index) => ({ name: `v${index}`, hostPath: { path } }));
  const volumeMounts = mounts.map(([, mountPath], index) => ({ name: `v${index}`, mountPath }));
  return new RenderedPod({
    kind: 'Pod',
    metadata: { name: 'haproxy' },
    spec: { volumes, containers: [{ name: 'haproxy', ...container, volumeMounts }] },
  });
}

test.each<[string, any, [string, string][], string]>([
  ['is a file that the image looks for', {}, [['/opt/ha.cfg', '/usr/local/etc/haproxy/haproxy.cfg']], '/opt/ha.cfg'],
  ['is in a folder that the image looks into', {}, [['/opt/ha/', '/usr/local/etc/haproxy/']], '/opt/ha/haproxy.cfg'],
  ['is what -f says', { command: ['haproxy', '-W', '-f', '/cfg/a.cfg'] }, [['/etc/kubernetes/haproxy', '/cfg']], '/etc/kubernetes/haproxy/a.cfg'],
  ['is what -f says among arguments', { args: ['-f', '/cfg/a.cfg'] }, [['/', '/cfg']], '/a.cfg'],
  [
    'is where the deepest mount leads',
    { args: ['-f', '/a/b/c'] },
    [
      ['/x', '/a'],
      ['/y', '/a/b'],
    ],
    '/y/c',
  ],
  ['is at its usual place where no mount says otherwise', { args: ['-f', '/inside/the.image'] }, [], DEFAULT],
])('the configuration of a static pod %s', (_, container, mounts, expected) => {
  expect(frontEndPath(haproxy(container, mounts), DEFAULT)).toBe(expected);
});

test('without a static pod it is at its usual place', () => {
  expect(frontEndPath(undefined, DEFAULT)).toBe(DEFAULT);
});

test('/etc/hosts gives addresses, and no loopback ones', () => {
  const hosts = '127.0.1.1 cp-1\n10.0.0.11  cp-1.example.com\tcp-1 # cp-9\n# 10.0.0.12 cp-1\nfd00::0:11 cp-1\nnonsense cp-1\n';
  expect([addressesIn(hosts, 'cp-1'), addressesIn(hosts, 'cp-9')]).toEqual([['10.0.0.11', 'fd00::11'], []]);
});

test('a name is a host by /etc/hosts, otherwise by what the host is called', () => {
  const cluster = clusterOf({ 'cp-1': { files: { '/etc/hosts': '10.0.0.12 db\n10.0.0.12 cp-1.example.com' } }, 'cp-2': {} });
  const [first, second] = cluster.hosts as [(typeof cluster.hosts)[0], (typeof cluster.hosts)[0]];
  const is = (name: string, from = first) => [isAddressOf(name, first, from), isAddressOf(name, second, from)];
  expect([is('db'), is('cp-1.example.com'), is('cp-1.example.com', second), is('CP-2.'), is('cp-20'), is('10.0.0.11')]).toEqual([
    [false, true],
    [false, true],
    [true, false],
    [false, true],
    [false, false],
    [true, false],
  ]);
});

describe('a kubelet with flags', () => {
  const kubelet = (flags: string, config = '') => {
    const unit = `[Service]\nExecStart=/usr/bin/kubelet ${flags}`;
    return clusterOf({
      'cp-1': { files: { '/etc/systemd/system/kubelet.service': unit, '/var/lib/kubelet/config.yaml': config } },
    }).hosts[0]!.kubelet()!;
  };

  test('does what they say, whatever its configuration says', () => {
    const config = 'port: 1\nstaticPodPath: /a\nauthentication: { anonymous: { enabled: true }, x509: { clientCAFile: /ca } }\n';
    expect(kubelet('--anonymous-auth=false --port=2 --pod-manifest-path=/b --read-only-port=10255', config)).toMatchObject({
      anonymous: false,
      clientCaFile: '/ca',
      port: 2,
      staticPodPath: '/b',
      readOnlyPort: 10255,
    });
    expect(kubelet('--seccomp-default --tls-cipher-suites=A,B --feature-gates=C=false,D=true --pod-max-pids=9').document).toEqual({
      seccompDefault: true,
      tlsCipherSuites: ['A', 'B'],
      featureGates: { C: false, D: true },
      podPidsLimit: 9,
    });
  });

  test('and 0s in its configuration, which kubeadm writes for what nobody set, has the defaults', () => {
    const config =
      'nodeStatusUpdateFrequency: 0s\nnodeLeaseDurationSeconds: 0\nport: 0\nshutdownGracePeriod: 0s\nshutdownGracePeriodCriticalPods: 0s';
    expect(kubelet('', config)).toMatchObject({ nodeStatusUpdateMs: 10_000, nodeLeaseMs: 40_000, port: 10250, shutdownGrace: [], unreadable: [] });
  });
});
