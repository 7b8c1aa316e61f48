import { CA_KEYS } from '../../../lib/availability/rules/ca-keys';
import { describe as line } from '../../../lib/cluster/finding';
import { rendered } from './certificate-names';

const says = (content: string, hosts: string[]) => CA_KEYS.check(rendered({ hostFiles: [{ path: '/etc/x', content, hosts }] })).map(line);
const FIX = 'allowed: the key of kubernetes-ca, on control planes; fix: remove the file; keys of CAs stay where certificates are issued';

test('the reference blueprint has one such key, where it is needed', () => {
  expect(CA_KEYS.check(rendered())).toEqual([]);
});

test('the key of another CA, anywhere', () => {
  expect(says('${secret:Certificate/etcd-ca#tls.key}', ['cp-1'])).toEqual([`HA404 cp-1 /etc/x: got the key of etcd-ca; ${FIX}`]);
});

test('the key of kubernetes-ca on a worker', () => {
  expect(says('${secret:Certificate/kubernetes-ca#tls.key}', ['worker-1'])).toEqual([`HA404 worker-1 /etc/x: got the key of kubernetes-ca; ${FIX}`]);
});

test('certificates of CAs, and keys of others, are good', () => {
  expect(says('${secret:Certificate/etcd-ca#tls.crt} ${secret:Certificate/cp-1-apiserver#tls.key}', ['cp-1'])).toEqual([]);
});
