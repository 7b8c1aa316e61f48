import { textRule } from './value-rule';

/** Keys of labels and taints. */
export const LABEL_KEY = textRule(
  {
    id: 'HA028',
    title: 'a label or taint key that a kubelet cannot set',
    allowed: 'a label key whose prefix, if any, is not one that Kubernetes reserves (kubernetes.io, k8s.io)',
    cause: 'the NodeRestriction admission plugin forbids reserved prefixes to kubelets, and the node would not register',
    fix: 'use a prefix of your own, like example.com/role',
  },
  /^(?!([a-z0-9-]+\.)*(kubernetes|k8s)\.io\/)([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
  317,
);
