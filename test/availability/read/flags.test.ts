import * as fc from 'fast-check';
import { Flags } from '../../../lib/availability/read/flags';

test('reads the three forms of a flag', () => {
  const flags = Flags.parse(['/usr/bin/etcd', '--name=cp-1', '--data-dir', '/var/lib/etcd', '--pre-vote', '-v=2']);
  expect(flags.binary).toBe('/usr/bin/etcd');
  expect(['name', 'data-dir', 'pre-vote', 'v'].map((name) => flags.value(name))).toEqual(['cp-1', '/var/lib/etcd', 'true', '2']);
});

test('a repeated flag keeps every value in order, and the last one counts', () => {
  const flags = Flags.parse(['kube-apiserver', '--service-account-key-file=new', '--service-account-key-file=old']);
  expect(flags.values('service-account-key-file')).toEqual(['new', 'old']);
  expect(flags.value('service-account-key-file')).toBe('old');
});

test('a value may hold an equals sign, or be empty', () => {
  const flags = Flags.parse(['etcd', '--initial-cluster=cp-1=https://10.0.0.11:2380', '--cluster-signing-key-file=']);
  expect([flags.value('initial-cluster'), flags.value('cluster-signing-key-file')]).toEqual(['cp-1=https://10.0.0.11:2380', '']);
});

test('an underscore is a dash, as in Kubernetes', () => {
  expect(Flags.parse(['kubelet', '--node_ip=10.0.0.11']).value('node-ip')).toBe('10.0.0.11');
});

test('a negative number is a value, another word with a dash is the next flag', () => {
  const flags = Flags.parse(['kubelet', '--oom-score-adj', '-999', '--leader-elect', '--v', '4']);
  expect([flags.number('oom-score-adj'), flags.bool('leader-elect'), flags.number('v')]).toEqual([-999, true, 4]);
});

test('a boolean takes its value only after an equals sign, as in Go', () => {
  const flags = Flags.parse(['x', '--a=false', '--b', '--c', 'false', '--d=maybe']);
  expect(['a', 'b', 'c', 'd', 'e'].map((name) => flags.bool(name))).toEqual([false, true, true, undefined, undefined]);
});

test('lists are joined over commas and repetitions', () => {
  expect(Flags.parse(['x', '--plugins=A, B', '--plugins=C', '--plugins=']).list('plugins')).toEqual(['A', 'B', 'C']);
});

test('times come in milliseconds, whatever their flag counts in', () => {
  const flags = Flags.parse(['x', '--lease=1m30s', '--heartbeat-interval=100', '--toleration=300', '--bad=5']);
  expect([flags.millis('lease'), flags.bareMillis('heartbeat-interval'), flags.bareSeconds('toleration'), flags.millis('bad'), flags.millis('no')]).toEqual([
    90_000, 100, 300_000, undefined, undefined,
  ]);
});

test('flags end at a double dash', () => {
  const flags = Flags.parse(['x', '--a=1', '--', '--b=2']);
  expect([flags.names(), flags.rest]).toEqual([['a'], ['--b=2']]);
});

test('a container gives its command and then its arguments; without a command the image decides on the program', () => {
  expect(Flags.of({ command: ['kube-scheduler'], args: ['--v=2'] }).value('v')).toBe('2');
  const flags = Flags.of({ args: ['manager', '--port=6443'] });
  expect([flags.binary, flags.rest, flags.value('port')]).toEqual(['', ['manager'], '6443']);
});

test('what is no container has no flags', () => {
  for (const given of [undefined, null, 'kubelet', [], { command: 'kubelet' }, { command: [1, null] }]) expect(Flags.of(given).names()).toEqual([]);
});

test('flags as this project renders them come back', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,3}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string())), (given) => {
      const flags = Flags.parse(['x', ...given.map(([flag, value]) => `--${flag}=${value}`)]);
      expect(flags.names().flatMap((flag) => flags.values(flag).map((value) => [flag, value])).sort()).toEqual([...given].sort());
    }),
  );
});

test('no words make it throw', () => {
  fc.assert(fc.property(fc.array(fc.string()), (words) => Array.isArray(Flags.parse(words).names())));
});

test('what is not given is not there, and what is no number is none', () => {
  const flags = Flags.parse(['x', '--v=many', '--w=']);
  expect([flags.has('v'), flags.has('u'), flags.number('v'), flags.number('w'), flags.bareSeconds('u')]).toEqual([true, false, undefined, undefined, undefined]);
});
