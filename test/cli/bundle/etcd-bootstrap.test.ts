import { checkEtcdStart, etcdStart } from '../../../cli/bundle/etcd-bootstrap';
import { FindingsError } from '../../../cli/command/errors';
import { host, pod } from './plans';

function member(name: string, ...flags: string[]) {
  return host(name, { staticPods: [pod('etcd', ['/usr/local/bin/etcd', ...flags])] });
}

const NEW = [member('cp-1', '--initial-cluster-state=new'), member('cp-2', '--initial-cluster-state', 'new'), host('worker-1')];
const EXISTING = [member('cp-1', '--initial-cluster-state=existing'), host('worker-1')];
const FOUNDED = { foundedAt: '2026-01-02T03:04:05Z', foundedElsewhere: false };
const NOT_FOUNDED = { foundedElsewhere: false };

test('etcd itself takes new where nothing is said', () => {
  expect([etcdStart(member('a')), etcdStart(EXISTING[0]!), etcdStart(host('b'))]).toEqual(['new', 'existing', undefined]);
});

test('new is right before the cluster was founded, existing afterwards', () => {
  expect(() => checkEtcdStart('prod', NEW, NOT_FOUNDED)).not.toThrow();
  expect(() => checkEtcdStart('prod', EXISTING, FOUNDED)).not.toThrow();
  expect(() => checkEtcdStart('prod', EXISTING, { foundedElsewhere: true })).not.toThrow();
  expect(() => checkEtcdStart('prod', [host('worker-1')], FOUNDED)).not.toThrow();
});

test('new after the cluster was founded is refused, and how to go on is said', () => {
  expect(() => checkEtcdStart('prod', NEW, FOUNDED)).toThrow(
    new FindingsError(
      'cluster prod: etcd of cp-1, cp-2: got --initial-cluster-state=new, but the cluster was founded on 2026-01-02T03:04:05Z; allowed: existing; ' +
        'fix: set EtcdBootstrap.EXISTING in the description, npm run synth, and bundle again',
    ),
  );
  expect(() => checkEtcdStart('prod', NEW, { foundedElsewhere: true })).toThrow('was founded as --founded-elsewhere says;');
});

test('existing before the cluster was founded is refused, since it would never come up', () => {
  expect(() => checkEtcdStart('prod', EXISTING, NOT_FOUNDED)).toThrow(
    new FindingsError(
      'cluster prod: etcd of cp-1: got --initial-cluster-state=existing, but there is no record that the cluster was founded, and a first boot would wait for ever; ' +
        'allowed: new; fix: set EtcdBootstrap.NEW until `ha-cluster apply` has recorded it; if it was founded and the record is elsewhere, add --founded-elsewhere',
    ),
  );
});
