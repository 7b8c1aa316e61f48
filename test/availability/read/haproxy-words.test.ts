import * as fc from 'fast-check';
import { haproxyAddress, haproxyWords } from '../../../lib/availability/read/haproxy-words';

test.each([
  ['  server cp-1  10.0.0.11:6443 check', ['server', 'cp-1', '10.0.0.11:6443', 'check']],
  ['bind *:8443 # the front end', ['bind', '*:8443']],
  ['inter 1s#foo', ['inter', '1s']],
  ['log-format "%ci:%cp # %t"', ['log-format', '%ci:%cp # %t']],
  ["log-format '%{+Q}o \\ \" $x'", ['log-format', '%{+Q}o \\ " $x']],
  ['option httpchk GET /readyz HTTP/1.1\\r\\nHost:\\ api', ['option', 'httpchk', 'GET', '/readyz', 'HTTP/1.1\r\nHost: api']],
  ['a\\x41\\#b "a""b"', ['aA#b', 'ab']],
  ['ch\\eck \\', ['ch\\eck', '\\']],
  ['desc ""', ['desc', '']],
  ['"${HOST}" \\"', ['${HOST}', '"']],
  ['# all comment', []],
  ['\t\r', []],
])('cuts %j as HAProxy does', (line, words) => {
  expect(haproxyWords(line)).toEqual(words);
});

test.each(['server "a', "acl 'b", 'x "a\\"'])('a quote that is not closed is no line: %j', (line) => {
  expect(haproxyWords(line)).toBeUndefined();
});

test('every word survives when it is quoted', () => {
  const quoted = (word: string) => `"${word.replace(/[\\"$]/g, '\\$&')}"`;
  fc.assert(fc.property(fc.array(fc.string()), (words) => expect(haproxyWords(words.map(quoted).join(' '))).toEqual(words)));
});

test('no line makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (line) => ['object', 'undefined'].includes(typeof haproxyWords(line))));
});

test.each([
  ['10.0.0.11:6443', { address: '10.0.0.11', ports: { first: 6443, last: 6443 } }],
  ['*:8443', { address: '*', ports: { first: 8443, last: 8443 } }],
  [':8443', { address: '*', ports: { first: 8443, last: 8443 } }],
  ['0.0.0.0:8443', { address: '*', ports: { first: 8443, last: 8443 } }],
  [':::8443', { address: '::', ports: { first: 8443, last: 8443 } }],
  ['[::]:8443', { address: '::', ports: { first: 8443, last: 8443 } }],
  ['fd00::11:6443', { address: 'fd00::11', ports: { first: 6443, last: 6443 } }],
  ['[fd00::11]:6443', { address: 'fd00::11', ports: { first: 6443, last: 6443 } }],
  ['ipv6@[fd00::11]:6443', { address: 'fd00::11', ports: { first: 6443, last: 6443 } }],
  ['api.example:6443', { address: 'api.example', ports: { first: 6443, last: 6443 } }],
  ['127.0.0.1:8000-8010', { address: '127.0.0.1', ports: { first: 8000, last: 8010 } }],
  ['10.0.0.11', { address: '10.0.0.11' }],
])('reads the address %s', (given, expected) => {
  expect(haproxyAddress(given)).toEqual(expected);
});

test.each(['/run/haproxy.sock', 'unix@/run/x', 'abns@x', 'fd@3'])('%s is no network address', (given) => {
  expect(haproxyAddress(given)).toBeUndefined();
});
