import { textRule } from './value-rule';

/** Registries that replace registry.k8s.io. */
export const REGISTRY = textRule(
  {
    id: 'HA022',
    title: 'not an image registry',
    allowed: 'a registry host, with a port and a path where needed, without scheme and trailing slash',
    cause: 'an image name with a scheme or an empty part is refused by the container runtime, on every host at once',
    fix: 'write it like registry.example:5000/kubernetes',
  },
  /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/,
);
