import { PlannedFile, PlannedHost } from '../../../cli/stream/model';
import { fillSecrets, refText, secretRefsOf } from '../../../cli/stream/secret-refs';

const file = (part: Partial<PlannedFile>): PlannedFile => ({ path: '/a', mode: '0600', owner: 'root', group: 'root', ...part });

test('the values that a host asks for are found in contents and as contents, each once', () => {
  const host: PlannedHost = {
    name: 'a',
    spec: { addresses: [], roles: [] },
    directories: [],
    staticPods: [],
    files: [
      file({ content: 'x: ${secret:SecretKey/b#key}\ny: ${secret:Certificate/a#tls.crt} ${secret:SecretKey/b#key}' }),
      file({ contentFrom: { kind: 'Certificate', name: 'a', part: 'tls.key' } }),
      file({ contentFrom: { kind: 'SecretKey', name: 'b', part: 'key' } }),
    ],
  };
  expect(secretRefsOf(host).map(refText)).toEqual(['Certificate/a#tls.crt', 'Certificate/a#tls.key', 'SecretKey/b#key']);
});

test('filling in leaves everything else byte for byte', () => {
  const filled = fillSecrets('$1 ${x} ${secret:SecretKey/b#key}$& ${secret:no}\n', (ref) => `<$& ${refText(ref)}>`);
  expect(filled).toBe('$1 ${x} <$& SecretKey/b#key>$& ${secret:no}\n');
});
