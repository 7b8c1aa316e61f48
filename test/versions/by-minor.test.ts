import { EtcdMember, KubeApiserver, KubeControllerManager, Kubelet, KubeletRole, KubernetesVersion, KubeScheduler } from '../../lib';
import { KUBERNETES_ROWS } from '../../lib/versions/table';
import { objectsOf } from '../yaml';

/** What a control plane of that version reads like, in the words of the table below. */
function facts(version: KubernetesVersion): string[] {
  const objects = objectsOf((chart) => {
    new EtcdMember(chart, 'etcd', { name: 'cp-1', members: [{ name: 'cp-1', address: '10.0.0.11' }], version });
    new KubeApiserver(chart, 'api', { version, address: '10.0.0.11' });
    new KubeControllerManager(chart, 'kcm', { version });
    new KubeScheduler(chart, 'scheduler', { version });
    new Kubelet(chart, 'kubelet', { version, role: KubeletRole.WORKER });
  });
  const container = (name: string) => objects.find((object) => object.kind === 'Pod' && object.metadata.name === name).spec.containers[0];
  const file = (path: string): string => objects.find((object) => object.kind === 'HostFile' && object.spec.path === path)?.spec.content ?? '';
  const probes = (name: string) => ['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => container(name)[probe]?.httpGet.path ?? '-').join(' ');
  const mounts = (name: string): string[] => container(name).volumeMounts.map((mount: any) => mount.mountPath);
  return [
    container('etcd').image.split(':')[1],
    container('etcd').command.some((flag: string) => flag.startsWith('--experimental-')) ? 'experimental' : 'feature-gates',
    probes('kube-scheduler'),
    String(container('kube-apiserver').livenessProbe.httpGet.port),
    mounts('kube-apiserver').filter((path) => path.startsWith('/etc/pki')).join(' '),
    mounts('kube-controller-manager').some((path) => path.startsWith('/usr/libexec')) ? 'yes' : 'no',
    /apiVersion: .*\/(.*)/.exec(file('/etc/kubernetes/kube-apiserver/authentication.yaml'))?.[1] ?? '-',
    file('/etc/systemd/system/kubelet.service.d/10-kubeadm.conf').includes('--config-dir=/etc/kubernetes/kubelet.conf.d') ? 'yes' : 'no',
  ];
}

const OLD = '/etc/pki';
const NEW = '/etc/pki/ca-trust /etc/pki/tls/certs';
const HEALTHZ = '/healthz - /healthz';
const LIVEZ = '/livez /readyz /livez';

// From the sources of kubeadm and the components at the patch that the version stands for.
test.each([
  // version, etcd image, its flags, scheduler probes (live, ready, start), probe port, CA folders, flexvolume,
  // AuthenticationConfiguration, kubelet drop-ins
  ['1.28.15', '3.5.15-0', 'experimental', HEALTHZ, '6443', OLD, 'yes', '-', 'no'],
  ['1.29.15', '3.5.16-0', 'experimental', HEALTHZ, '6443', OLD, 'yes', '-', 'no'],
  ['1.30.14', '3.5.15-0', 'experimental', HEALTHZ, '6443', OLD, 'yes', '-', 'yes'],
  ['1.31.14', '3.5.24-0', 'experimental', HEALTHZ, '6443', NEW, 'yes', '-', 'yes'],
  ['1.32.13', '3.5.24-0', 'experimental', LIVEZ, '6443', NEW, 'yes', 'v1beta1', 'yes'],
  ['1.33.13', '3.5.24-0', 'experimental', LIVEZ, '6443', NEW, 'yes', 'v1beta1', 'yes'],
  ['1.34.4', '3.6.5-0', 'feature-gates', LIVEZ, 'probe-port', NEW, 'yes', 'v1', 'yes'],
  ['1.35.4', '3.6.6-0', 'feature-gates', LIVEZ, 'probe-port', NEW, 'yes', 'v1', 'yes'],
  ['1.36.3', '3.6.8-0', 'feature-gates', LIVEZ, 'probe-port', NEW, 'no', 'v1', 'yes'],
])('%s renders etcd %s with %s flags, a scheduler asked at %s, probes by %s, CA folders %s, flexvolume %s, authentication %s, drop-ins %s', (patch, ...expected) => {
  expect(facts(KubernetesVersion.of(patch))).toEqual(expected);
});

// registry.k8s.io tags in kubeadm's constants at that patch.
test('the images beside etcd are those of kubeadm at that patch', () => {
  expect(KUBERNETES_ROWS.map((row) => `${row.patch} pause ${row.pause} coredns ${row.coredns}`)).toEqual([
    '1.28.15 pause 3.9 coredns v1.10.1',
    '1.29.15 pause 3.9 coredns v1.11.1',
    '1.30.14 pause 3.9 coredns v1.11.3',
    '1.31.14 pause 3.10 coredns v1.11.3',
    '1.32.13 pause 3.10 coredns v1.11.3',
    '1.33.13 pause 3.10 coredns v1.12.0',
    '1.34.4 pause 3.10.1 coredns v1.12.1',
    '1.35.4 pause 3.10.1 coredns v1.13.1',
    '1.36.3 pause 3.10.2 coredns v1.14.2',
  ]);
});
