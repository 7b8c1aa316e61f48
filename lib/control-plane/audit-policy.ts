import { Yaml } from 'cdk8s';

/**
 * Who did what, without what must not be in a log.
 *
 * Secrets, ConfigMaps and token requests are logged by metadata only, because their bodies hold credentials. Exec, attach, port-forward and proxy,
 * RBAC and workloads are logged with the request. Reads of health paths and the chatter of leases, events and the control plane's own watches are
 * left out: they are most of the volume and say nothing.
 */
export function renderAuditPolicy(): string {
  return Yaml.stringify({
    apiVersion: 'audit.k8s.io/v1',
    kind: 'Policy',
    omitStages: ['RequestReceived'],
    rules: [
      { level: 'None', nonResourceURLs: ['/healthz*', '/livez*', '/readyz*', '/version', '/openapi*'] },
      {
        level: 'None',
        resources: [
          { group: '', resources: ['events'] },
          { group: 'events.k8s.io', resources: ['events'] },
        ],
      },
      { level: 'None', verbs: ['get', 'update', 'patch'], resources: [{ group: 'coordination.k8s.io', resources: ['leases'] }] },
      // Before the readers that are left out: a stolen certificate of a node must not read secrets without a trace.
      {
        level: 'Metadata',
        resources: [
          { group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] },
          { group: 'authentication.k8s.io', resources: ['tokenreviews'] },
        ],
      },
      {
        level: 'None',
        users: ['system:kube-controller-manager', 'system:kube-scheduler', 'system:apiserver'],
        verbs: ['get', 'list', 'watch'],
      },
      { level: 'None', userGroups: ['system:nodes'], verbs: ['get', 'list', 'watch'] },
      {
        level: 'None',
        userGroups: ['system:nodes'],
        verbs: ['update', 'patch'],
        resources: [{ group: '', resources: ['nodes/status', 'pods/status'] }],
      },
      {
        level: 'Request',
        resources: [{ group: '', resources: ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/proxy', 'services/proxy', 'nodes/proxy'] }],
      },
      {
        level: 'RequestResponse',
        verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
        resources: [{ group: 'rbac.authorization.k8s.io' }, { group: 'certificates.k8s.io' }, { group: 'admissionregistration.k8s.io' }],
      },
      {
        level: 'Request',
        verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'],
        resources: [
          { group: '' },
          { group: 'apps' },
          { group: 'batch' },
          { group: 'autoscaling' },
          { group: 'policy' },
          { group: 'networking.k8s.io' },
        ],
      },
      { level: 'Metadata' },
    ],
  });
}
