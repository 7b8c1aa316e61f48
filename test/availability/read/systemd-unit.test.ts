import * as fc from 'fast-check';
import { serviceCommand } from '../../../lib/availability/read/systemd-unit';

const none = () => undefined;

function words(unit: string, fileAt: (path: string) => string | undefined = none): string[] {
  const command = serviceCommand([unit], fileAt);
  return command ? [command.flags.binary, ...command.flags.names().map((name) => `${name}=${command.flags.value(name)}`), ...command.flags.rest] : [];
}

test('reads ExecStart over continued lines, comments between them left out', () => {
  expect(words('[Service]\nExecStart=/usr/bin/kubelet \\\n  --config=/etc/k.yaml \\\n# a comment\n  --node-ip=10.0.0.11\nRestart=always\n')).toEqual([
    '/usr/bin/kubelet', 'config=/etc/k.yaml', 'node-ip=10.0.0.11',
  ]);
});

test('a drop-in replaces the command once it has emptied it', () => {
  const command = serviceCommand(['[Service]\nExecStart=/usr/bin/kubelet --v=1', '[Service]\nExecStart=\nExecStart=/usr/bin/kubelet --v=2'], none);
  expect(command?.flags.value('v')).toBe('2');
});

test('other sections do not count', () => {
  expect(serviceCommand(['[Unit]\nExecStart=/bin/false'], none)).toBeUndefined();
});

test('a variable of its own becomes words, one in braces stays text', () => {
  const unit = '[Service]\nEnvironment="ARGS=--v=2 --node-ip=10.0.0.11" NAME=cp-1\nExecStart=/usr/bin/kubelet $ARGS --hostname-override=${NAME} $MISSING --cost=$$5';
  expect(words(unit)).toEqual(['/usr/bin/kubelet', 'v=2', 'node-ip=10.0.0.11', 'hostname-override=cp-1', 'cost=$5']);
});

test('environment files are read where they are known, and missing ones named unless a dash allows it', () => {
  const unit = '[Service]\nEnvironmentFile=-/etc/optional\nEnvironmentFile=/etc/gone\nEnvironmentFile=/var/lib/kubelet/flags.env\nExecStart=kubelet $FLAGS';
  const command = serviceCommand([unit], (path) => (path === '/var/lib/kubelet/flags.env' ? '# comment\nFLAGS="--v=3"\n' : undefined));
  expect([command?.flags.value('v'), command?.missing]).toEqual(['3', ['/etc/gone']]);
});

test('quotes hold a word together, and prefixes of the program are no part of it', () => {
  expect(words('[Service]\nExecStart=-/bin/sh -c "a b" \'c d\'')).toEqual(['/bin/sh', 'c=a b', 'c d']);
});

test('no text makes it throw', () => {
  const word = fc.constantFrom('[Service]', 'ExecStart=', 'kubelet', '$A', '${A}', '"', "'", '\\', '\n', 'Environment=', 'A=b', 'EnvironmentFile=/x');
  fc.assert(fc.property(fc.oneof(fc.string(), fc.array(word).map((parts) => parts.join(''))), (unit) => ['object', 'undefined'].includes(typeof serviceCommand([unit, `[Service]\n${unit}`], () => unit))));
});
