import { HostFile, HostFileProps, SecretKind, SecretPart } from '../../lib';
import { ABSOLUTE_PATH } from '../../lib/cluster/values/absolute-path';
import { complaintsOf, objectsOf, yamlOf } from '../yaml';

const FROM = { kind: SecretKind.CERTIFICATE, name: 'cp-1-apiserver', part: SecretPart.TLS_KEY };
const place = (props: HostFileProps) => (chart: any) => new HostFile(chart, 'file', props);

test('a file with text', () => {
  expect(yamlOf(place({ path: '/etc/demo/demo.conf', content: 'a = 1\n', onChange: { unit: 'demo.service', reload: true } }))).toMatchInlineSnapshot(`
"apiVersion: ha-cluster.local/v1alpha1
kind: HostFile
metadata:
  annotations:
    config.kubernetes.io/local-config: "true"
  name: etc-demo-demo-conf
spec:
  content: |
    a = 1
  group: root
  mode: "0644"
  onChange:
    action: reload
    unit: demo.service
  owner: root
  path: /etc/demo/demo.conf
"
`);
});

test('a file that is a secret, of which only the name is written', () => {
  expect(yamlOf(place({ path: '/etc/kubernetes/pki/apiserver.key', contentFrom: FROM }))).toMatchInlineSnapshot(`
"apiVersion: ha-cluster.local/v1alpha1
kind: HostFile
metadata:
  annotations:
    config.kubernetes.io/local-config: "true"
  name: etc-kubernetes-pki-apiserver-key
spec:
  contentFrom:
    kind: Certificate
    name: cp-1-apiserver
    part: tls.key
  group: root
  mode: "0600"
  owner: root
  path: /etc/kubernetes/pki/apiserver.key
"
`);
});

test.each([
  ['a secret', { contentFrom: FROM }, '0600'],
  ['text with a secret in it', { content: 'key: ${secret:SecretKey/k#key}\n' }, '0600'],
  ['other text', { content: 'a\n' }, '0644'],
  ['a mode of the user\'s own', { contentFrom: FROM, mode: '0640' }, '0640'],
])('the mode of %s', (_, props, mode) => {
  expect(objectsOf(place({ path: '/etc/a', ...props }))[0].spec.mode).toBe(mode);
});

const FIX_PATH = 'allowed: an absolute path without empty, `.` and `..` parts; fix: write it in full';
const FIX_NAME = 'allowed: a user or group name; fix: use the name, not the number';

test.each<[string, any, string[]]>([
  ['a relative path', { path: 'etc/a', content: '' }, [`host file path: got "etc/a"; ${FIX_PATH}`]],
  ['a path that climbs', { path: '/etc/../a', content: '' }, [`host file path: got "/etc/../a"; ${FIX_PATH}`]],
  ['a path with a line feed', { path: '/etc/a\n', content: '' }, [`host file path: got "/etc/a\\n"; ${FIX_PATH}`]],
  ['the root', { path: '/', content: '' }, [`host file path: got "/"; ${FIX_PATH}`]],
  ['a folder', { path: '/etc/', content: '' }, [`host file path: got "/etc/"; ${FIX_PATH}`]],
  ['no path', { content: '' }, [`host file path: got undefined; ${FIX_PATH}`]],
  ['no content', { path: '/etc/a' }, ['host file /etc/a: got neither of content and contentFrom; allowed: exactly one; fix: give the text, or the secret it comes from']],
  ['two contents', { path: '/etc/a', content: '', contentFrom: FROM }, ['host file /etc/a: got both of content and contentFrom; allowed: exactly one; fix: give the text, or the secret it comes from']],
  ['content that is no text', { path: '/etc/a', content: 5 }, ['host file /etc/a content: got 5; allowed: text; fix: render it first']],
  ['carriage returns', { path: '/etc/a', content: 'a\r\n' }, ['host file /etc/a content: got carriage returns; allowed: lines that end in a line feed; fix: convert the text']],
  ['a mode as a number', { path: '/etc/a', content: '', mode: 420 }, ['host file /etc/a mode: got 420; allowed: four octal digits as text, like \'0644\'; fix: quote it']],
  ['a mode of three digits', { path: '/etc/a', content: '', mode: '644' }, ['host file /etc/a mode: got "644"; allowed: four octal digits as text, like \'0644\'; fix: quote it']],
  ['a setuid mode', { path: '/etc/a', content: '', mode: '4755' }, ['host file /etc/a mode: got "4755"; allowed: four octal digits as text, like \'0644\'; fix: quote it']],
  ['an owner by number', { path: '/etc/a', content: '', owner: '0' }, [`host file /etc/a owner: got "0"; ${FIX_NAME}`]],
  ['a group with a blank', { path: '/etc/a', content: '', group: 'a b' }, [`host file /etc/a group: got "a b"; ${FIX_NAME}`]],
  ['a unit without suffix', { path: '/etc/a', content: '', onChange: { unit: 'demo' } }, ['host file /etc/a onChange.unit: got "demo"; allowed: the name of a unit with its suffix: letters, digits and : _ . \\ @ -, then .service, .socket, .timer, .path, .mount or .target; fix: write it in full, like chrony.service']],
  ['everything at once', { path: 'a', mode: '9', owner: 'A' }, [
    `host file path: got "a"; ${FIX_PATH}`,
    'host file a: got neither of content and contentFrom; allowed: exactly one; fix: give the text, or the secret it comes from',
    'host file a mode: got "9"; allowed: four octal digits as text, like \'0644\'; fix: quote it',
    `host file a owner: got "A"; ${FIX_NAME}`,
  ]],
])('%s is an error at synth', (_, props, errors) => {
  expect(complaintsOf(place(props))).toEqual(errors);
});

test.each([
  ['a file without text', { path: '/etc/a', content: '' }],
  ['strange but good names', { path: '/etc/a-b_c.d/x@y:1+2', content: '', mode: '0000', owner: '_etcd-1', group: 'kube' }],
])('%s is fine', (_, props) => {
  expect(complaintsOf(place(props))).toEqual([]);
});

test.each([['/a', true], ['/a/.hidden', true], ['/a//b', false], ['/a/.', false], ['/a b', false], [undefined, false], [['/a'], false]])('%j is a clean path: %s', (path, clean) => {
  expect(ABSOLUTE_PATH.accepts(path)).toBe(clean);
});
