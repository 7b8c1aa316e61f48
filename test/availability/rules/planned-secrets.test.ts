import { EtcdTopology, SecretKind, SecretPart } from '../../../lib';
import { PLANNED_SECRETS } from '../../../lib/availability/rules/planned-secrets';
import { describe as line } from '../../../lib/cluster/finding';
import { rendered } from './certificate-names';

const FIX = 'fix: correct kind, name and part of the reference, or plan the secret with a Certificate, Kubeconfig or SecretKey in the chart of the host';
const says = (content: string, hosts = ['cp-1']) => PLANNED_SECRETS.check(rendered({ hostFiles: [{ path: '/etc/x', content, hosts }] })).map(line);

test.each([[{}], [{ etcd: EtcdTopology.existing({ endpoints: [1, 2, 3].map((n) => `https://10.0.0.2${n}:2379`) }) }]])('what the blueprint wants is planned', (change) => {
  expect(PLANNED_SECRETS.check(rendered(change))).toEqual([]);
});

test('a secret that nobody planned', () => {
  expect(says('key: ${secret:SecretKey/none#key}')).toEqual([
    `HA403 cp-1 /etc/x: got SecretKey/none#key; allowed: a Certificate, Kubeconfig or SecretKey that is planned for this host or for the whole cluster; ${FIX}`,
  ]);
});

test('a part that the kind does not have', () => {
  expect(says('${secret:SecretKey/encryption-1#key.pub}')).toEqual([
    `HA403 cp-1 /etc/x: got SecretKey/encryption-1#key.pub; allowed: one of its parts: key; ${FIX}`,
  ]);
});

test("another host's secret, as the whole file", () => {
  const contentFrom = { kind: SecretKind.KUBECONFIG, name: 'cp-2-admin', part: SecretPart.KUBECONFIG };
  const findings = PLANNED_SECRETS.check(rendered({ hostFiles: [{ path: '/etc/x', contentFrom, hosts: ['cp-1'] }] })).map(line);
  expect(findings).toEqual([
    `HA403 cp-1 /etc/x: got Kubeconfig/cp-2-admin#kubeconfig; allowed: a Certificate, Kubeconfig or SecretKey that is planned for this host or for the whole cluster; ${FIX}`,
  ]);
});

test.each(['${secret:SecretKey/service-account#key.pub}', '${secret:Certificate/cp-1-apiserver#tls.crt}', '${secret:Certificate/etcd-ca#ca-bundle.crt}'])('%s is good', (content) => {
  expect(says(content)).toEqual([]);
});
