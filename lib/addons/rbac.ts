import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { PatchableObject } from '../node/patchable-object';

const RBAC = 'rbac.authorization.k8s.io';

/** Who is bound to which of the roles that Kubernetes has, so that the cluster works. */
const BINDINGS = [
  // Operators, whose kubeconfig names this group instead of system:masters, so that it can be taken away again.
  { name: 'ha-cluster:cluster-admins', role: 'cluster-admin', kind: 'Group', subject: 'ha-cluster:cluster-admins' },
  // kube-apiserver asks kubelets for logs, exec and metrics.
  { name: 'ha-cluster:apiserver-kubelet-client', role: 'system:kubelet-api-admin', kind: 'User', subject: 'kube-apiserver-kubelet-client' },
  // A kubelet that has a bootstrap token may ask for its first client certificate, and gets it without an operator.
  { name: 'ha-cluster:node-bootstrapper', role: 'system:node-bootstrapper', kind: 'Group', subject: 'system:bootstrappers:ha-cluster' },
  {
    name: 'ha-cluster:approve-first-certificate',
    role: 'system:certificates.k8s.io:certificatesigningrequests:nodeclient',
    kind: 'Group',
    subject: 'system:bootstrappers:ha-cluster',
  },
  // A node renews its own client certificate.
  {
    name: 'ha-cluster:approve-certificate-renewal',
    role: 'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient',
    kind: 'Group',
    subject: 'system:nodes',
  },
];

/** The bindings without which nobody but `system:masters` could use the cluster. */
export class ClusterRbac extends Construct {
  /**
   * @param scope the chart of API objects
   * @param id the construct id
   */
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const binding of BINDINGS) {
      const manifest = k8s.KubeClusterRoleBinding.manifest({
        metadata: { name: binding.name },
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: binding.role },
        subjects: [{ apiGroup: RBAC, kind: binding.kind, name: binding.subject }],
      });
      new PatchableObject(this, binding.name.replace(/^ha-cluster:/, ''), manifest);
    }
  }
}
