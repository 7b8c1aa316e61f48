import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { PatchableObject } from '../node/patchable-object';
import { KUBE_VIP_LEASE, NOT_REHEARSED } from './kube-vip';
import { nameProblems } from './problem';

/** Properties of KubeVipRbac. */
export interface KubeVipRbacProps {
  /**
   * The user in kube-vip's kubeconfig.
   *
   * @default 'kube-vip'
   */
  readonly user?: string;

  /**
   * Name of the Lease in kube-system.
   *
   * @default 'plndr-cp-lock'
   */
  readonly leaseName?: string;
}

/** The common name of kube-vip's client certificate. */
export const KUBE_VIP_USER = 'kube-vip';

/**
 * What kube-vip may do in the API: read and renew one Lease. API objects, to be applied through the address of a node, because there is no
 * virtual IP before.
 *
 * The Lease is among them, empty, so that no right to create leases is needed: that right cannot be limited to a name. Not rehearsed.
 */
export class KubeVipRbac extends Construct {
  /**
   * @param scope the chart of the API objects, or a construct in it
   * @param id the construct id
   * @param props the user and the lease
   */
  constructor(scope: Construct, id: string, props: KubeVipRbacProps = {}) {
    super(scope, id);
    const user = props.user ?? KUBE_VIP_USER;
    const lease = props.leaseName ?? KUBE_VIP_LEASE;
    const problems = [...nameProblems('kubeVipRbac.user', user), ...nameProblems('kubeVipRbac.leaseName', lease)];
    this.node.addValidation({ validate: () => problems });
    const metadata = { name: 'kube-vip', namespace: 'kube-system', annotations: NOT_REHEARSED };
    new PatchableObject(this, 'lease', k8s.KubeLease.manifest({ metadata: { ...metadata, name: lease } }));
    new PatchableObject(this, 'role', k8s.KubeRole.manifest({
      metadata,
      rules: [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], resourceNames: [lease], verbs: ['get', 'update'] }],
    }));
    new PatchableObject(this, 'binding', k8s.KubeRoleBinding.manifest({
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'kube-vip' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }],
    }));
  }
}
