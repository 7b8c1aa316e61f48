/** Where every image of Kubernetes itself comes from unless another registry is given. */
export const DEFAULT_REGISTRY = 'registry.k8s.io';

/** Image of a Kubernetes component. */
export function componentImage(registry: string | undefined, component: string, version: string): string {
  return `${registry ?? DEFAULT_REGISTRY}/${component}:v${version}`;
}

/** Image of etcd. */
export function etcdImage(registry: string | undefined, tag: string): string {
  return `${registry ?? DEFAULT_REGISTRY}/etcd:${tag}`;
}

/** Image of the pod sandbox. */
export function pauseImage(registry: string | undefined, tag: string): string {
  return `${registry ?? DEFAULT_REGISTRY}/pause:${tag}`;
}
