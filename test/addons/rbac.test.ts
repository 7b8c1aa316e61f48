import { ClusterRbac } from '../../lib';
import { ADMIN_GROUP } from '../../lib/pki/names';
import { objectsOf, yamlOf } from '../yaml';

test('who is bound to what', () => {
  const bindings = objectsOf((chart) => new ClusterRbac(chart, 'rbac'));
  expect(bindings.map(({ kind, roleRef, subjects: [subject] }) => `${kind} ${subject.kind} ${subject.name} -> ${roleRef.name}`)).toEqual([
    'ClusterRoleBinding Group ha-cluster:cluster-admins -> cluster-admin',
    'ClusterRoleBinding User kube-apiserver-kubelet-client -> system:kubelet-api-admin',
    'ClusterRoleBinding Group system:bootstrappers:ha-cluster -> system:node-bootstrapper',
    'ClusterRoleBinding Group system:bootstrappers:ha-cluster -> system:certificates.k8s.io:certificatesigningrequests:nodeclient',
    'ClusterRoleBinding Group system:nodes -> system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
  ]);
});

test('the group of the admin kubeconfig is the one that is bound', () => {
  expect(yamlOf((chart) => new ClusterRbac(chart, 'rbac'))).toContain(`name: ${ADMIN_GROUP}\n`);
});

test('one of them as it is applied', () => {
  expect(yamlOf((chart) => new ClusterRbac(chart, 'rbac')).split('---\n')[1]).toMatchInlineSnapshot(`
"apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ha-cluster:apiserver-kubelet-client
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: system:kubelet-api-admin
subjects:
  - apiGroup: rbac.authorization.k8s.io
    kind: User
    name: kube-apiserver-kubelet-client
"
`);
});
