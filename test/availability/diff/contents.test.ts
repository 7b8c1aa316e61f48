import { contentTexts } from '../../../lib/availability/diff/contents';
import { HIDDEN, withoutSecrets } from '../../../lib/availability/diff/show';

const HAPROXY = '/etc/haproxy/haproxy.cfg';
const KEEPALIVED = '/etc/keepalived/keepalived.conf';

describe('haproxy.cfg', () => {
  const texts = (before: string, after: string) => contentTexts(HAPROXY, before, after);

  test('comments, blanks and quotes are no difference in meaning', () => {
    expect(texts('global\n  maxconn 1 # many\n', '# new\nglobal\n\n    maxconn "1"\n')).toEqual(['only comments, layout or order']);
  });

  test('a server that is new, gone, or elsewhere', () => {
    const before = 'backend b\n  server a 10.0.0.1:1 check\n  server b 10.0.0.2:1 check inter 1s\n';
    expect(texts(before, 'backend b\n  server a 10.0.0.9:1 check\n  server c 10.0.0.3:1\n')).toEqual([
      'backend b: server a: address: 10.0.0.1:1 -> 10.0.0.9:1',
      'backend b: server b 10.0.0.2:1 check inter 1s removed',
      'backend b: server c 10.0.0.3:1 added',
    ]);
  });

  test('parameters in another order, and rules in another order', () => {
    expect(texts('backend b\n  server a 10.0.0.1:1 check inter 1s\n', 'backend b\n  server a 10.0.0.1:1 inter 1s check\n')).toEqual([
      'backend b: server a: the same parameters in another order',
    ]);
    expect(texts('frontend f\n  use_backend a if x\n  use_backend b\n', 'frontend f\n  use_backend b\n  use_backend a if x\n')).toEqual([
      'frontend f: the lines in another order',
    ]);
  });

  test('a section that is new, and one that is there twice', () => {
    expect(
      texts('defaults\n  mode tcp\ndefaults\n  mode http\n', 'defaults\n  mode tcp\ndefaults\n  mode tcp\nbackend b\n  balance source\n'),
    ).toEqual(['defaults (number 2): mode: http -> tcp', 'backend b added', 'backend b: balance source added']);
  });
});

describe('keepalived.conf', () => {
  test('fields by block, lists by entry', () => {
    const before = 'vrrp_instance a {\n  priority 1\n  unicast_peer {\n    10.0.0.2\n    10.0.0.3\n  }\n}\n';
    const after = 'vrrp_instance a { priority 2 }\nvrrp_instance a {\n}\n'.replace(
      'priority 2 }',
      'priority 2\n  unicast_peer {\n 10.0.0.3\n 10.0.0.4\n}\n}',
    );
    expect(contentTexts(KEEPALIVED, before, after)).toEqual([
      'vrrp_instance a: priority: 1 -> 2',
      'vrrp_instance a, unicast_peer: 10.0.0.2 removed',
      'vrrp_instance a, unicast_peer: 10.0.0.4 added',
      'vrrp_instance a (number 2) added',
    ]);
  });

  test('what only a running keepalived can decide is compared as it is written', () => {
    expect(contentTexts(KEEPALIVED, 'include a.conf\n', 'include b.conf\n')).toEqual([
      'lines that only keepalived can decide: include: a.conf -> b.conf',
    ]);
  });
});

describe('other files', () => {
  test('YAML by field, whatever its order and quotes', () => {
    expect(contentTexts('/x.yaml', 'a: 1\nb: {c: [1, 2]}\n', '"b": {"c": [1, 3]}\na: 1 # one\n')).toEqual(['b.c: 2 -> 3']);
    expect(contentTexts('/x.yaml', 'a: 1\nb: 2\n', 'b: 2\na: 1\n')).toEqual(['only comments, layout or order']);
  });

  test('what is no YAML although its name says so, line by line', () => {
    expect(contentTexts('/x.yaml', 'a: [1\n', 'a: [2\n')).toEqual(['a: [1 -> [2']);
  });

  test('units and settings by section and key; a command that goes on over several lines by flag', () => {
    const before = '[Service]\nExecStart=/usr/bin/kubelet \\\n  --node-ip=10.0.0.1 \\\n  --v=2\nRestart=always\n';
    expect(contentTexts('/etc/systemd/system/kubelet.service', before, before.replace('.0.1', '.0.2').replace('always', 'no'))).toEqual([
      '[Service]: --node-ip: 10.0.0.1 -> 10.0.0.2',
      '[Service]: Restart: always -> no',
    ]);
  });

  test('a text that is another one is cut, and says by how much', () => {
    const lines = (from: number) => Array.from({ length: 20 }, (_, index) => `line ${from + index}`).join('\n');
    const texts = contentTexts('/usr/local/bin/x', lines(0), lines(100));
    expect(texts).toHaveLength(12);
    expect(texts.at(-1)).toBe('and 29 more differences');
  });
});

describe('secrets', () => {
  test.each([
    ['    auth_pass 1234', `    auth_pass ${HIDDEN}`],
    ['  secret: c2VjcmV0', `  secret: ${HIDDEN}`],
    ['client-key-data: LS0tLS1CRUdJTi', `client-key-data: ${HIDDEN}`],
    ['  user admin insecure-password hunter2', `  user admin insecure-password ${HIDDEN}`],
    ['proxy = https://me:hunter2@proxy', `proxy = https://me:${HIDDEN}@proxy`],
    ['-----BEGIN PRIVATE KEY-----', HIDDEN],
    ['- token: abc', `- token: ${HIDDEN}`],
  ])('%s', (line, shown) => expect(withoutSecrets(line)).toBe(shown));

  test.each(['  secret: ${secret:SecretKey/a#key}', '--initial-cluster-token=prod', 'tls_key: /etc/key', 'advert_int 1'])('%s is none', (line) =>
    expect(withoutSecrets(line)).toBe(line),
  );

  test('a key in YAML that changes is said to change', () => {
    const text = (secret: string) => `kind: EncryptionConfiguration\nkeys:\n  - name: a\n    secret: ${secret}\n`;
    expect(contentTexts('/encryption.yaml', text('b2xk'), text('bmV3'))).toEqual([`keys[a].secret: ${HIDDEN} -> ${HIDDEN}`]);
    const added = contentTexts('/encryption.yaml', text('b2xk'), `${text('b2xk')}  - name: b\n    secret: bmV3\n`);
    expect(added).toEqual([`keys[b]: added: {"name":"b","secret":"${HIDDEN}"}`]);
  });
});
