import { JsonPatch } from 'cdk8s';
import { BadInput, Js, cp1, file, having, kubeVip } from '../given';

/** Host files, patches and acknowledgements. */
export const FILES_AND_PATCHES: BadInput[] = [
  {
    covers: ['ClusterHostFile.hosts', 'HA126'],
    name: 'a host that does not exist',
    change: file({ hosts: ['cp-9'] }),
    message: [
      'HA126 hostFiles (/etc/motd).hosts: got "cp-9"; allowed: one of cp-1, cp-2, cp-3 or worker-1; fix: correct the name, or remove it; without `hosts` every host gets the file',
    ],
    good: file({ hosts: ['worker-1'] }),
  },
  {
    covers: ['ClusterHostFile.hosts', 'HA002'],
    name: 'a file for nobody',
    change: file({ hosts: [] }),
    message: [
      'HA002 hostFiles[0].hosts: got an empty list; allowed: at least 1; fix: give it',
    ],
  },
  {
    covers: ['HostFileProps.path', 'HA020'],
    name: 'a path with a blank',
    change: file({ path: '/etc/my file' }),
    message: [
      'HA020 hostFiles[0].path: got "/etc/my file"; allowed: an absolute path of letters, digits and . _ - @ : +, without empty, `.` and `..` parts; fix: write it in full, like /etc/kubernetes/extra.yaml',
    ],
    good: file({ path: '/etc/my-file.d/a_b@c:d+e,f'.replace(',f', '') }),
  },
  {
    covers: ['HostFileProps.path', 'HA305'],
    name: 'a path that the blueprint has a file at',
    change: file({ path: '/etc/haproxy/haproxy.cfg' }),
    message: [
      'HA305 cp-1 /etc/haproxy/haproxy.cfg: got HostFile etc-haproxy-haproxy-cfg; allowed: one HostFile at this path; HostFile etc-haproxy-haproxy-cfg is there; fix: remove one of the two, or patch the first instead of adding a second',
      'HA305 cp-2 /etc/haproxy/haproxy.cfg: got HostFile etc-haproxy-haproxy-cfg; allowed: one HostFile at this path; HostFile etc-haproxy-haproxy-cfg is there; fix: remove one of the two, or patch the first instead of adding a second',
      'HA305 cp-3 /etc/haproxy/haproxy.cfg: got HostFile etc-haproxy-haproxy-cfg; allowed: one HostFile at this path; HostFile etc-haproxy-haproxy-cfg is there; fix: remove one of the two, or patch the first instead of adding a second',
      'HA305 worker-1 /etc/haproxy/haproxy.cfg: got HostFile etc-haproxy-haproxy-cfg; allowed: one HostFile at this path; HostFile etc-haproxy-haproxy-cfg is there; fix: remove one of the two, or patch the first instead of adding a second',
    ],
    good: file({ path: '/etc/haproxy/other.cfg' }),
  },
  {
    covers: ['HostFileProps.path', 'HA305'],
    name: 'one path twice',
    change: having({ hostFiles: [{ path: '/etc/motd', content: 'a' }, { path: '/etc/motd', content: 'b', hosts: ['cp-1'] }] }),
    message: [
      'HA305 cp-1 /etc/motd: got HostFile etc-motd; allowed: one HostFile at this path; HostFile etc-motd is there; fix: remove one of the two, or patch the first instead of adding a second',
    ],
    good: having({ hostFiles: [{ path: '/etc/motd', content: 'a', hosts: ['cp-2'] }, { path: '/etc/motd', content: 'b', hosts: ['cp-1'] }] }),
  },
  {
    covers: ['HostFileProps.content', 'HA003'],
    name: 'lines that end in carriage returns',
    change: file({ content: 'a\r\nb\r\n' }),
    message: [
      'HA003 hostFiles[0].content: got "a\\r\\nb\\r\\n"; allowed: text whose lines end in a line feed; fix: give a value of the allowed type',
    ],
    good: file({ content: '' }),
  },
  {
    covers: ['HostFileProps.content', 'HA003'],
    name: 'bytes as content',
    change: file({ content: Buffer.from('a') }),
    message: [
      'HA003 hostFiles[0].content: got {"type":"Buffer","data":[97]}; allowed: text whose lines end in a line feed; fix: give a value of the allowed type',
    ],
  },
  {
    covers: ['HostFileProps.contentFrom', 'HA003'],
    name: 'two sources',
    change: file({ contentFrom: { kind: 'Certificate', name: 'kubernetes-ca', part: 'tls.crt' } }),
    message: [
      'HA003 hostFiles[0]: got both content and contentFrom; allowed: exactly one of them; fix: give a value of the allowed type',
    ],
    good: file({ content: undefined, contentFrom: { kind: 'Certificate', name: 'kubernetes-ca', part: 'tls.crt' } }),
  },
  {
    covers: ['SecretReference.kind', 'HA003'],
    name: 'a kind that holds no secret',
    change: file({ content: undefined, contentFrom: { kind: 'HostFile', name: 'x', part: 'key' } }),
    message: [
      'HA003 hostFiles[0].contentFrom.kind: got "HostFile"; allowed: one of Certificate, Kubeconfig, SecretKey; fix: give a value of the allowed type',
    ],
    good: file({ content: undefined, contentFrom: { kind: 'SecretKey', name: 'service-account', part: 'key.pub' } }),
  },
  {
    covers: ['SecretReference.name', 'HA037'],
    name: 'a name with a slash',
    change: file({ content: undefined, contentFrom: { kind: 'Certificate', name: 'cp-1/etcd', part: 'tls.key' } }),
    message: [
      'HA037 hostFiles[0].contentFrom.name: got "cp-1/etcd"; allowed: the name of an object: at most 253 lower-case letters, digits, dashes and dots, a letter or digit at both ends; fix: use the name that the rendered YAML shows in metadata.name',
    ],
    good: file({ content: undefined, contentFrom: { kind: 'Certificate', name: 'etcd-ca', part: 'tls.crt' } }),
  },
  {
    covers: ['SecretReference.part', 'HA003'],
    name: 'a part that does not exist',
    change: file({ content: undefined, contentFrom: { kind: 'Certificate', name: 'kubernetes-ca', part: 'pem' } }),
    message: [
      'HA003 hostFiles[0].contentFrom.part: got "pem"; allowed: one of tls.crt, tls.key, ca.crt, ca.key, ca-bundle.crt, kubeconfig, key, key.pub; fix: give a value of the allowed type',
    ],
    good: file({ content: undefined, contentFrom: { kind: 'Certificate', name: 'kubernetes-ca', part: 'ca-bundle.crt' } }),
  },
  {
    covers: ['HostFileProps.mode', 'HA033'],
    name: 'a mode as number',
    change: file({ mode: 0o644 }),
    message: [
      `HA033 hostFiles[0].mode: got 420; allowed: four octal digits as text, like '0644'; fix: quote it`,
    ],
    good: file({ mode: '0777' }),
  },
  {
    covers: ['HostFileProps.mode', 'HA033'],
    name: 'a mode with the setuid bit',
    change: file({ mode: '4755' }),
    message: [
      `HA033 hostFiles[0].mode: got "4755"; allowed: four octal digits as text, like '0644'; fix: quote it`,
    ],
  },
  {
    covers: ['HostFileProps.owner', 'HA034'],
    name: 'the number of a user',
    change: file({ owner: '1000' }),
    message: [
      'HA034 hostFiles[0].owner: got "1000"; allowed: a user or group name: lower-case letters, digits, dashes and underscores, at most 32; fix: use the name, not the number',
    ],
    good: file({ owner: '_apt' }),
  },
  {
    covers: ['HostFileProps.group', 'HA034'],
    name: 'a group with a blank',
    change: file({ group: 'my group' }),
    message: [
      'HA034 hostFiles[0].group: got "my group"; allowed: a user or group name: lower-case letters, digits, dashes and underscores, at most 32; fix: use the name, not the number',
    ],
    good: file({ group: 'www-data' }),
  },
  {
    covers: ['HostFileProps.onChange', 'HA003'],
    name: 'a unit where an object belongs',
    change: file({ onChange: 'chrony.service' }),
    message: [
      'HA003 hostFiles[0].onChange: got "chrony.service"; allowed: an object; fix: give a value of the allowed type',
    ],
    good: file({ onChange: { unit: 'chrony.service' } }),
  },
  {
    covers: ['UnitChange.unit', 'HA036'],
    name: 'a command instead of a unit',
    change: file({ onChange: { unit: 'chrony.service; reboot' } }),
    message: [
      'HA036 hostFiles[0].onChange.unit: got "chrony.service; reboot"; allowed: the name of a unit with its suffix: letters, digits and : _ . \\ @ -, then .service, .socket, .timer, .path, .mount or .target; fix: write it in full, like chrony.service',
    ],
    good: file({ onChange: { unit: 'user@1000.service' } }),
  },
  {
    covers: ['UnitChange.unit', 'HA036'],
    name: 'a unit without its suffix',
    change: file({ onChange: { unit: 'chrony' } }),
    message: [
      'HA036 hostFiles[0].onChange.unit: got "chrony"; allowed: the name of a unit with its suffix: letters, digits and : _ . \\ @ -, then .service, .socket, .timer, .path, .mount or .target; fix: write it in full, like chrony.service',
    ],
  },
  {
    covers: ['UnitChange.reload', 'HA003'],
    name: 'reload as text',
    change: file({ onChange: { unit: 'chrony.service', reload: 'true' } }),
    message: [
      'HA003 hostFiles[0].onChange.reload: got "true"; allowed: true or false; fix: give a value of the allowed type',
    ],
    good: file({ onChange: { unit: 'chrony.service', reload: true } }),
  },
  {
    covers: ['Patch.json(target)', 'HA001'],
    name: 'a target by namespace',
    change: having({ patches: [Js.Patch.json({ namespace: 'kube-system' }, [JsonPatch.add('/metadata/labels/a', 'b')])] }),
    message: [
      'HA001 patches[0].target.namespace: got "kube-system"; allowed: kind, name, host; fix: remove it, or correct its name',
    ],
    good: having({ patches: [Js.Patch.json({ kind: 'Pod', name: 'kube-apiserver', host: 'cp-1' }, [JsonPatch.add('/metadata/labels/a', 'b')])] }),
  },
  {
    covers: ['Patch.json(operations)', 'HA002'],
    name: 'a patch that does nothing',
    change: having({ patches: [Js.Patch.json({ kind: 'Pod' }, [])] }),
    message: [
      'HA002 patches[0].operations: got an empty list; allowed: at least 1; fix: give it',
    ],
  },
  {
    covers: ['Patch.json(operations)', 'HA003'],
    name: 'an operation as plain object',
    change: having({ patches: [Js.Patch.json({ kind: 'Pod' }, [{ op: 'remove', path: '/spec' }])] }),
    message: [
      'HA003 patches[0].operations[0]: got {"op":"remove","path":"/spec"}; allowed: an operation like JsonPatch.add(path, value); fix: give a value of the allowed type',
    ],
  },
  {
    covers: ['Patch.json(operations)'],
    name: 'an operation whose path does not exist',
    change: having({ patches: [Js.Patch.json({ kind: 'Pod', name: 'kube-scheduler', host: 'cp-1' }, [JsonPatch.remove('/spec/hostIPC')])] }),
    message: [
      '[prod-cp-1/kube-scheduler/pod] patch 1 of Pod/kube-scheduler matches nothing: remove /spec/hostIPC: there is no such path; see the rendered YAML for what exists',
    ],
    good: having({ patches: [Js.Patch.json({ kind: 'Pod', name: 'kube-scheduler', host: 'cp-1' }, [JsonPatch.remove('/spec/hostNetwork')])] }),
  },
  {
    covers: ['Patch.strategicMerge(target)', 'HA002'],
    name: 'no target',
    change: having({ patches: [Js.Patch.strategicMerge(undefined, { metadata: {} })] }),
    message: [
      'HA002 patches[0].target: got nothing; allowed: an object; fix: give it',
    ],
    good: having({ patches: [Js.Patch.strategicMerge({ kind: 'Pod' }, { metadata: { labels: { a: 'b' } } })] }),
  },
  {
    covers: ['Patch.strategicMerge(value)', 'HA003'],
    name: 'text to merge',
    change: having({ patches: [Js.Patch.strategicMerge({ kind: 'Pod' }, 'metadata: {}')] }),
    message: [
      'HA003 patches[0].value: got "metadata: {}"; allowed: a partial document; fix: give a value of the allowed type',
    ],
    good: having({ patches: [Js.Patch.strategicMerge({ kind: 'Pod' }, { metadata: { labels: { a: null } } })] }),
  },
  {
    covers: ['PatchTarget.kind', 'HA025'],
    name: 'a kind that is no text',
    change: having({ patches: [Js.Patch.strategicMerge({ kind: ['Pod'] }, { metadata: { labels: { a: 'b' } } })] }),
    message: [
      'HA025 patches[0].target.kind: got ["Pod"]; allowed: text of one line without control characters and without `${secret:`; fix: remove line breaks and control characters; let the component read a secret from a file of hostFiles',
    ],
    good: having({ patches: [Js.Patch.strategicMerge({ kind: 'Cluster' }, { metadata: { labels: { a: 'b' } } })] }),
  },
  {
    covers: ['PatchTarget.name', 'HA130'],
    name: 'an object that does not exist',
    change: having({ patches: [Js.Patch.strategicMerge({ name: 'kube-proxy' }, { metadata: { labels: { a: 'b' } } })] }),
    message: [
      'HA130 patches[0]: got {"name":"kube-proxy"}; allowed: a target that matches at least one object; fix: correct kind, name or host; `metadata.name` and the label ha-cluster.local/host in the rendered YAML say what exists',
    ],
    good: having({ patches: [Js.Patch.strategicMerge({ name: 'kube-scheduler' }, { metadata: { labels: { a: 'b' } } })] }),
  },
  {
    covers: ['PatchTarget.host', 'HA010'],
    name: 'a host that cannot exist',
    change: having({ patches: [Js.Patch.strategicMerge({ host: 'CP-1' }, { metadata: { labels: { a: 'b' } } })] }),
    message: [
      'HA010 patches[0].target.host: got "CP-1"; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes',
    ],
    good: having({ patches: [Js.Patch.strategicMerge({ host: 'cp-1' }, { metadata: { labels: { a: 'b' } } })] }),
  },
  {
    covers: ['Acknowledgement.rule', 'HA120'],
    name: 'a rule that does not exist',
    change: having({ acknowledgements: [{ rule: 'HA999', reason: 'x' }] }),
    message: [
      'HA120 acknowledgements of HA999: got "HA999"; allowed: the id of a rule; fix: correct the id; docs/rules.md lists all of them',
    ],
    good: (props) => having({ acknowledgements: [{ rule: 'HA123', reason: 'x' }] })(cp1({ zone: 'b' })(props)),
  },
  {
    covers: ['Acknowledgement.rule', 'HA121'],
    name: 'a rule that cannot be accepted',
    change: having({ acknowledgements: [{ rule: 'HA012', reason: 'x' }] }),
    message: [
      'HA121 acknowledgements of HA012: got "HA012"; allowed: a rule that docs/rules.md marks as acknowledgeable; fix: correct what the finding names, and remove the acknowledgement',
    ],
  },
  {
    covers: ['Acknowledgement.reason', 'HA002'],
    name: 'no reason',
    change: (props) => having({ acknowledgements: [{ rule: 'HA123' }] })(cp1({ zone: 'b' })(props)),
    message: [
      'HA002 acknowledgements[0].reason: got nothing; allowed: a value; fix: give it',
      'HA123 controlPlanes: got zone "b" with cp-1 and cp-2, 2 of 3 etcd members; allowed: at most 1 of 3 members in one zone: its loss leaves 1, writes need 2; fix: spread the hosts over three zones or more, so that no zone has half of them; where there are only two, accept the loss by name',
    ],
    good: (props) => having({ acknowledgements: [{ rule: 'HA123', reason: 'two sites' }] })(cp1({ zone: 'b' })(props)),
  },
  {
    covers: ['Acknowledgement.host', 'HA010'],
    name: 'all hosts as a list',
    change: having({ acknowledgements: [{ rule: 'HA123', reason: 'x', host: ['cp-1'] }] }),
    message: [
      'HA010 acknowledgements[0].host: got ["cp-1"]; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes',
    ],
    good: (props) => ({ ...kubeVip({})(cp1({ address: '10.0.1.11' })(props)), networks: { nodes: ['10.0.0.0/24', '10.0.1.0/24'] }, acknowledgements: [{ rule: 'HA111', reason: 'one stretched segment', host: 'cp-1' }] }),
  },
];
