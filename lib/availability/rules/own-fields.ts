import { HOST_LABEL, PLAN_GROUP } from '../../cluster/labels';
import { FILE_MODE } from '../../cluster/values/file-mode';
import { isMap, text } from '../read/reading';
import { renderedRule } from './rule';

/** The fields that the kinds of the plan have; the JSON schemas say what is in them, and a test holds the two together. */
export const OWN_FIELDS: { readonly [kind: string]: string[] } = {
  Cluster: ['version', 'etcd', 'endpoint', 'networks', 'timing', 'acknowledgements'],
  Host: [
    'addresses', 'zone', 'networkInterface', 'kubeletVersion', 'roles', 'packages', 'kernelModules', 'sysctls', 'users', 'units', 'staticPods',
  ],
  HostFile: ['path', 'mode', 'owner', 'group', 'content', 'contentFrom', 'onChange'],
  HostDirectory: ['path', 'mode', 'owner', 'group'],
  Certificate: ['ca', 'issuer', 'subject', 'dnsNames', 'ipAddresses', 'usages', 'validityDays', 'keyAlgorithm'],
  Kubeconfig: ['server', 'cluster', 'issuer', 'subject', 'validityDays', 'keyAlgorithm'],
  SecretKey: ['type', 'bytes', 'keyAlgorithm'],
};

/** HA308. */
export const OWN_FIELD_NAMES = renderedRule(
  {
    id: 'HA308',
    title: 'objects of the plan have known fields and modes that are text',
    cause: 'a patch with a misspelt field changes nothing, and every tool refuses the object',
    fix: 'correct the name of the field in the patch; schemas/ says what there is',
  },
  (cluster) =>
    cluster.objects
      .filter((object) => text(object.apiVersion)?.startsWith(`${PLAN_GROUP}/`) && isMap(object.spec))
      .flatMap((object) => {
        const known = OWN_FIELDS[object.kind] ?? Object.keys(object.spec);
        const host = text(object.metadata?.labels?.[HOST_LABEL]) ?? cluster.name;
        const field = `${object.kind}/${object.metadata?.name} spec`;
        const unknown = Object.keys(object.spec).filter((name) => !known.includes(name));
        const mode: unknown = object.spec.mode;
        return [
          ...unknown.map((name) => ({ host, field, got: name, allowed: known.join(', ') })),
          ...(mode === undefined || FILE_MODE.accepts(mode)
            ? []
            : [{ host, field: `${field}.mode`, got: JSON.stringify(mode), allowed: "four octal digits as text, like '0644'" }]),
        ];
      }),
);
