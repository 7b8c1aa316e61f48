import { Chart, Duration, Testing } from 'cdk8s';
import {
  Certificate, Containerd, EtcdMember, FailoverTiming, KubeApiserver, Kubeconfig, KubeControllerManager, Kubelet, KubeletRole, KubernetesVersion,
  KubeScheduler, SecretKey,
} from '../lib';
import { complaintsOf } from './yaml';

const version = KubernetesVersion.V1_36;
const VERSION = 'HA003 version: got "1.99.0"; allowed: a KubernetesVersion from 1.28 to 1.36, like KubernetesVersion.V1_36; fix: give a value of the allowed type';
const ADDRESS = 'allowed: an IPv4 or IPv6 address';

const WRONG: [string, (chart: Chart) => unknown, string[]][] = [
  ['etcd without members', (c) => new EtcdMember(c, 'x', { name: 'a', version } as any), ['HA002 members: got nothing; allowed: a value; fix: give it']],
  ['etcd with an address that is none', (c) => new EtcdMember(c, 'x', { name: 'a', version, members: [{ name: 'a', address: '10.0.0.300' }] }), [`HA012 members[0].address: got "10.0.0.300"; ${ADDRESS}`]],
  ['etcd with a size as a number', (c) => new EtcdMember(c, 'x', { name: 'a', version, members: [{ name: 'a', address: '10.0.0.1' }], quota: 8 as any }), ['HA016 quota: got 8; allowed: a Size from 256 MiB to 8 GiB']],
  ['etcd of an unknown version', (c) => new EtcdMember(c, 'x', { name: 'a', version: KubernetesVersion.of('1.99.0'), members: [{ name: 'a', address: '10.0.0.1' }] }), [VERSION]],
  ['an apiserver without properties', (c) => new KubeApiserver(c, 'x', undefined as any), ['HA002 props: got nothing; allowed: an object; fix: give it']],
  ['an apiserver whose address is two lines', (c) => new KubeApiserver(c, 'x', { version, address: '10.0.0.1\nx' }), [`HA012 address: got "10.0.0.1\\nx"; ${ADDRESS}`]],
  ['an apiserver with a misspelt property', (c) => new KubeApiserver(c, 'x', { version, address: '10.0.0.1', serviceRange: '' } as any), ['HA001 serviceRange: got ""; allowed: version, address, ']],
  ['an apiserver with a timing that is a number', (c) => new KubeApiserver(c, 'x', { version, address: '10.0.0.1', timing: FailoverTiming.balanced({ leaseDuration: 5 as any }) }), ['HA015 timing.leaseDuration: got 5; allowed: a Duration']],
  ['a controller manager of a version as text', (c) => new KubeControllerManager(c, 'x', { version: '1.36' as any }), ['HA003 version: got "1.36"; allowed: a KubernetesVersion from 1.28 to 1.36']],
  ['a controller manager with one range as text', (c) => new KubeControllerManager(c, 'x', { version, podRanges: '10.0.0.0/8' as any }), ['HA003 podRanges: got "10.0.0.0/8"; allowed: a list']],
  ['a scheduler with a flag that is two words', (c) => new KubeScheduler(c, 'x', { version, options: { extraArgs: { 'a b': '1' } } }), ['options.extraArgs.a b: got "a b"']],
  ['a kubelet of no role', (c) => new Kubelet(c, 'x', { version, role: 'master' as any }), ['HA003 role: got "master"; allowed: one of worker, control-plane, standalone']],
  ['a kubelet whose zone is a line of its unit', (c) => new Kubelet(c, 'x', { version, role: KubeletRole.WORKER, zone: 'a\nExecStart=/bin/sh' }), ['zone: got "a\\nExecStart=/bin/sh"']],
  ['containerd with an image that ends its string', (c) => new Containerd(c, 'x', { sandboxImage: 'a"\nb' }), ['HA021 sandboxImage: got "a\\"\\nb"']],
  ['a certificate of half a day', (c) => new Certificate(c, 'x', { name: 'a', commonName: 'b', validity: Duration.hours(12) }), ['HA031 validity: got ']],
  ['a certificate whose address is a name', (c) => new Certificate(c, 'x', { name: 'a', commonName: 'b', ipAddresses: ['cp-1'] }), [`HA012 ipAddresses[0]: got "cp-1"; ${ADDRESS}`]],
  ['a kubeconfig without TLS', (c) => new Kubeconfig(c, 'x', { name: 'a', user: 'b', cluster: 'c', issuer: 'd', server: 'http://10.0.0.1:8080' }), ['server: got "http://10.0.0.1:8080"']],
  ['a key of one byte', (c) => new SecretKey(c, 'x', { name: 'a', bytes: 1 }), ['bytes: got 1; allowed: ']],
  ['two mistakes', (c) => new KubeApiserver(c, 'x', { version: KubernetesVersion.of('1.99.0'), address: 'cp-1' }), [`HA012 address: got "cp-1"; ${ADDRESS}`, VERSION]],
];

test.each(WRONG)('%s: synth says what is wrong, and nothing throws before', (_, place, parts) => {
  const complaints = complaintsOf(place);
  expect(complaints.length).toBe(parts.length);
  parts.forEach((part, index) => expect(complaints[index]).toContain(part));
});

test('a patch of a piece that cannot be rendered hides nothing', () => {
  const chart = Testing.chart();
  const { pod } = new KubeScheduler(chart, 'scheduler', { version: KubernetesVersion.of('1.99.0') });
  pod.addStrategicMerge({ spec: { priority: null } });
  expect(() => Testing.synth(chart)).toThrow(VERSION);
});

test('a piece with one wrong property is not rendered without it', () => {
  const chart = Testing.chart();
  const { pod } = new KubeApiserver(chart, 'api', { version, address: '10.0.0.1', serviceRanges: ['10.96.0.0'] });
  expect(pod.toJson()).toEqual({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'kube-apiserver' } });
});
