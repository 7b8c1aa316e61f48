import * as fc from 'fast-check';
import { readRendered } from '../../../lib/availability/read/rendered';
import { RENDERED_RULES } from '../../../lib/availability/rules';
import { describe as line } from '../../../lib/cluster/finding';
import { HAPROXY, KEEPALIVED } from '../front-end-files';
import { goodCluster } from '../good-cluster';
import { clusterOf, fileObject, labelled, podObject } from '../rendered-objects';

test('no rule finds fault with a good cluster', () => {
  expect(RENDERED_RULES.flatMap((rule) => rule.check(goodCluster())).map(line)).toEqual([]);
});

test('no rule finds fault with nothing', () => {
  expect(RENDERED_RULES.flatMap((rule) => [...rule.check(clusterOf({})), ...rule.check(clusterOf({ 'cp-1': {} }))])).toEqual([]);
});

test('ids are given once and in order', () => {
  const ids = RENDERED_RULES.map((rule) => rule.id);
  expect(ids).toEqual([...new Set(ids)].sort());
});

test('every rule says what goes wrong and what to do, as text without a full stop', () => {
  for (const rule of RENDERED_RULES) {
    expect(`${rule.id} ${rule.title.length > 20} ${rule.cause.length > 40} ${rule.fix.length > 15}`).toBe(`${rule.id} true true true`);
    expect([rule.title, rule.cause, rule.fix].filter((given) => given.endsWith('.'))).toEqual([]);
  }
});

test('no objects make a rule throw, whatever they are', () => {
  const value = fc.anything();
  const flag = fc.constantFrom(
    '--leader-elect-renew-deadline=x',
    '--secure-port=0',
    '--listen-client-urls=https://',
    '--goaway-chance=1',
    '--bind-address=::',
  );
  const program = fc.constantFrom('kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd', 'haproxy');
  const pod = fc
    .tuple(
      program,
      fc.array(flag),
      fc.record({ volumes: value, containers: fc.oneof(value, fc.array(value)), terminationGracePeriodSeconds: value }, { requiredKeys: [] }),
    )
    .map(([name, flags, spec]) => podObject(name, flags, spec));
  const word = fc.constantFrom(
    'backend',
    'frontend',
    'x',
    '\n',
    'server',
    '10.0.0.11:6443',
    'check',
    'default_backend',
    'bind',
    ':1',
    'track',
    'x/x',
    'vrrp_instance',
    '{',
    '}',
    'track_script',
    'priority',
    '300',
  );
  const file = fc.tuple(fc.constantFrom(HAPROXY, KEEPALIVED), fc.array(word)).map(([path, words]) => fileObject('cp-1', path, words.join(' ')));
  const wild = fc.record({ apiVersion: value, kind: fc.constantFrom('Host', 'HostFile', 'Pod', 'HostDirectory', 'Cluster'), spec: value });
  fc.assert(
    fc.property(fc.array(fc.oneof(pod, wild, file)), (objects) => {
      for (const cluster of readRendered(objects.map((object) => labelled(object, 'cp-1'))))
        for (const rule of RENDERED_RULES) for (const finding of rule.check(cluster)) line(finding);
    }),
  );
});
