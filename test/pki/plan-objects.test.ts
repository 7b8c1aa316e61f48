import { Duration } from 'cdk8s';
import { Certificate, CertificateUsage, KeyAlgorithm, Kubeconfig, SecretKey } from '../../lib';
import { objectsOf, yamlOf } from '../yaml';

test('a CA', () => {
  expect(yamlOf((chart) => new Certificate(chart, 'ca', { name: 'kubernetes-ca', commonName: 'kubernetes' }))).toMatchInlineSnapshot(`
"apiVersion: ha-cluster.local/v1alpha1
kind: Certificate
metadata:
  annotations:
    config.kubernetes.io/local-config: "true"
  name: kubernetes-ca
spec:
  ca: true
  keyAlgorithm: ECDSA-P256
  subject:
    commonName: kubernetes
  validityDays: 3650
"
`);
});

test('a server\'s certificate, its names each once and sorted', () => {
  expect(
    yamlOf((chart) => new Certificate(chart, 'certificate', {
      name: 'cp-1-apiserver',
      commonName: 'kube-apiserver',
      dnsNames: ['kubernetes', 'cp-1', 'kubernetes'],
      ipAddresses: ['10.96.0.1', '10.0.0.11'],
      usages: [CertificateUsage.SERVER],
      issuer: 'kubernetes-ca',
      validity: Duration.days(90),
      keyAlgorithm: KeyAlgorithm.RSA_2048,
    })),
  ).toMatchInlineSnapshot(`
"apiVersion: ha-cluster.local/v1alpha1
kind: Certificate
metadata:
  annotations:
    config.kubernetes.io/local-config: "true"
  name: cp-1-apiserver
spec:
  ca: false
  dnsNames:
    - cp-1
    - kubernetes
  ipAddresses:
    - 10.0.0.11
    - 10.96.0.1
  issuer: kubernetes-ca
  keyAlgorithm: RSA-2048
  subject:
    commonName: kube-apiserver
  usages:
    - server auth
  validityDays: 90
"
`);
});

test('a kubeconfig', () => {
  expect(
    yamlOf((chart) => new Kubeconfig(chart, 'kubeconfig', {
      name: 'admin', server: 'https://10.0.0.100:8443', user: 'kubernetes-admin', groups: ['ha-cluster:cluster-admins'], issuer: 'kubernetes-ca', cluster: 'prod',
    })),
  ).toMatchInlineSnapshot(`
"apiVersion: ha-cluster.local/v1alpha1
kind: Kubeconfig
metadata:
  annotations:
    config.kubernetes.io/local-config: "true"
  name: admin
spec:
  cluster: prod
  issuer: kubernetes-ca
  keyAlgorithm: ECDSA-P256
  server: https://10.0.0.100:8443
  subject:
    commonName: kubernetes-admin
    organizations:
      - ha-cluster:cluster-admins
  validityDays: 365
"
`);
});

test('a key for encryption', () => {
  expect(yamlOf((chart) => new SecretKey(chart, 'key', { name: 'encryption-1' }))).toMatchInlineSnapshot(`
"apiVersion: ha-cluster.local/v1alpha1
kind: SecretKey
metadata:
  annotations:
    config.kubernetes.io/local-config: "true"
  name: encryption-1
spec:
  bytes: 32
  type: random
"
`);
});

test('a key pair for signatures', () => {
  const [pair] = objectsOf((chart) => new SecretKey(chart, 'key', { name: 'service-account', pair: KeyAlgorithm.ECDSA_P256 }));
  expect(pair.spec).toEqual({ type: 'pair', keyAlgorithm: 'ECDSA-P256' });
});

test('ten years for a CA, one for everything else', () => {
  const [ca, leaf] = objectsOf((chart) => {
    new Certificate(chart, 'ca', { name: 'ca', commonName: 'ca' });
    new Certificate(chart, 'leaf', { name: 'leaf', commonName: 'leaf', issuer: 'ca' });
  });
  expect([ca.spec.validityDays, leaf.spec.validityDays]).toEqual([3650, 365]);
});
