import { parse } from 'yaml';
import { renderAuditPolicy } from '../../lib/control-plane/audit-policy';

const POLICY = parse(renderAuditPolicy());

interface Request {
  readonly user?: string;
  readonly groups?: string[];
  readonly verb?: string;
  readonly group?: string;
  readonly resource?: string;
  readonly path?: string;
}

/** The level of the first rule that matches, as kube-apiserver decides it. */
function levelOf(request: Request): string {
  const within = (list: string[] | undefined, value: string | undefined) => list === undefined || list.includes(value ?? '');
  const rule = POLICY.rules.find((candidate: any) => {
    const users = within(candidate.users, request.user);
    const groups = candidate.userGroups === undefined || candidate.userGroups.some((group: string) => request.groups?.includes(group));
    const resource = (candidate.resources ?? []).some((entry: any) => entry.group === (request.group ?? '') && within(entry.resources, request.resource));
    const path = (candidate.nonResourceURLs ?? []).some((url: string) => (url.endsWith('*') ? request.path?.startsWith(url.slice(0, -1)) : request.path === url));
    const anything = candidate.resources === undefined && candidate.nonResourceURLs === undefined;
    return users && groups && within(candidate.verbs, request.verb) && (anything || (request.path === undefined ? resource : path));
  });
  return rule.level;
}

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

test.each(['secrets', 'configmaps', 'serviceaccounts/token'])('the body of %s is never logged, whoever asks', (resource) => {
  const levels = VERBS.flatMap((verb) => [{}, { user: 'system:kube-controller-manager' }, { groups: ['system:nodes'] }].map((who) => levelOf({ ...who, verb, resource })));
  expect(levels.filter((level) => !['None', 'Metadata'].includes(level))).toEqual([]);
});

test('token reviews carry tokens, so their bodies are not logged', () => {
  expect(levelOf({ verb: 'create', group: 'authentication.k8s.io', resource: 'tokenreviews' })).toBe('Metadata');
});

test.each<[string, Request, string]>([
  ['a shell in a pod', { user: 'eve', verb: 'create', resource: 'pods/exec' }, 'Request'],
  ['a way around admission by a node\'s proxy', { user: 'eve', verb: 'get', resource: 'nodes/proxy' }, 'Request'],
  ['a new cluster-admin', { user: 'eve', verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'clusterrolebindings' }, 'RequestResponse'],
  ['a changed webhook', { user: 'eve', verb: 'patch', group: 'admissionregistration.k8s.io', resource: 'validatingwebhookconfigurations' }, 'RequestResponse'],
  ['a changed deployment', { user: 'eve', verb: 'update', group: 'apps', resource: 'deployments' }, 'Request'],
  ['a read of a pod', { user: 'eve', verb: 'get', resource: 'pods' }, 'Metadata'],
  ['a node that reads a secret', { groups: ['system:nodes'], verb: 'get', resource: 'secrets' }, 'Metadata'],
  ['a node that changes a pod', { groups: ['system:nodes'], verb: 'delete', resource: 'pods' }, 'Request'],
  ['a renewed lease', { user: 'x', verb: 'update', group: 'coordination.k8s.io', resource: 'leases' }, 'None'],
  ['a deleted lease', { user: 'x', verb: 'delete', group: 'coordination.k8s.io', resource: 'leases' }, 'Metadata'],
  ['an event', { user: 'x', verb: 'create', resource: 'events' }, 'None'],
  ['a balancer\'s check', { user: 'system:anonymous', verb: 'get', path: '/readyz' }, 'None'],
  ['a path that nobody should ask for', { user: 'eve', verb: 'get', path: '/debug/pprof' }, 'Metadata'],
])('%s is logged as it deserves', (_, request, level) => {
  expect(levelOf(request)).toBe(level);
});

test('one event for each request, when it is done', () => {
  expect(POLICY.omitStages).toEqual(['RequestReceived']);
});
