import { CONTROL_PLANES, diffAfter, editFile, find, lines, plainAfter, setFlag } from './given';

const HAPROXY = '/etc/haproxy/haproxy.cfg';
const KEEPALIVED = '/etc/keepalived/keepalived.conf';

test('the same objects are no difference', () => {
  expect(plainAfter(() => undefined)).toEqual({ cluster: 'prod', presence: 'both', changes: [], steps: [], worse: false });
});

test('a flag restarts its component on its host, and nothing else', () => {
  const diff = diffAfter((objects) => setFlag(objects, ['cp-2'], 'kube-apiserver', 'shutdown-delay-duration', '10s'));
  expect(diff.changes).toEqual([
    {
      section: 'hosts',
      host: 'cp-2',
      kind: 'flag',
      severity: 'restart',
      subject: 'kube-apiserver',
      effect: 'restarts',
      text: 'flag --shutdown-delay-duration: 5s -> 10s',
      from: '5s',
      to: '10s',
    },
  ]);
});

test('image, probe and mount restart, too', () => {
  const diff = plainAfter((objects) => {
    const [container] = find(objects, 'Pod', 'kube-scheduler', 'cp-1').spec.containers;
    container.image = 'registry.k8s.io/kube-scheduler:v1.36.4';
    container.livenessProbe.failureThreshold = 4;
    find(objects, 'Pod', 'kube-scheduler', 'cp-1').spec.volumes.find(({ name }: any) => name === 'kubeconfig').hostPath.path = '/etc/other';
  });
  expect(lines(diff)).toEqual([
    'cluster note kube-scheduler | kube-scheduler 1.36.3 -> 1.36.4 on cp-1: within one minor',
    'hosts restart cp-1 kube-scheduler restarts | image: registry.k8s.io/kube-scheduler:v1.36.3 -> registry.k8s.io/kube-scheduler:v1.36.4',
    'hosts restart cp-1 kube-scheduler restarts | livenessProbe.failureThreshold: 8 -> 4',
    'hosts restart cp-1 kube-scheduler restarts | volumes[kubeconfig].hostPath.path: /var/lib/kube-scheduler -> /etc/other',
  ]);
});

test('flags in another order are said to be that', () => {
  const diff = plainAfter((objects) => {
    const [container] = find(objects, 'Pod', 'kube-scheduler', 'cp-1').spec.containers;
    container.command = [container.command[0], ...container.command.slice(1).reverse()];
  });
  expect(lines(diff)).toEqual(['hosts restart cp-1 kube-scheduler restarts | command: the same flags in another order or form']);
});

test('a file that a static pod reads at its start explains the hash by which it restarts', () => {
  const diff = plainAfter((objects) => {
    editFile(objects, ['cp-1'], '/etc/kubernetes/kube-apiserver/audit-policy.yaml', 'RequestReceived', 'ResponseStarted');
    find(objects, 'Pod', 'kube-apiserver', 'cp-1').metadata.annotations['ha-cluster.local/config-hash'] = '0123456789abcdef';
  });
  expect(lines(diff)).toEqual([
    'hosts restart cp-1 kube-apiserver restarts | /etc/kubernetes/kube-apiserver/audit-policy.yaml: omitStages: RequestReceived -> ResponseStarted',
  ]);
});

test('a hash that changed alone, and a file that changed without its hash, are told apart', () => {
  const path = '/etc/kubernetes/kube-apiserver/audit-policy.yaml';
  const hash = plainAfter((objects) => {
    find(objects, 'Pod', 'kube-apiserver', 'cp-1').metadata.annotations['ha-cluster.local/config-hash'] = '0123456789abcdef';
  });
  expect(lines(hash)).toEqual([
    expect.stringMatching(
      /kube-apiserver restarts \| metadata\.annotations\."ha-cluster\.local\/config-hash": \w{16} -> 0123456789abcdef, and no file that it mounts differs$/,
    ),
  ]);
  const file = plainAfter((objects) => editFile(objects, ['cp-1'], path, 'RequestReceived', 'ResponseStarted'));
  expect(lines(file)).toEqual([
    `hosts restart cp-1 kube-apiserver goes on with the old file until somebody restarts it: its manifest stays the same | ${path}: omitStages: RequestReceived -> ResponseStarted`,
  ]);
});

test('what a component reads again by itself restarts nothing', () => {
  const diff = plainAfter((objects) =>
    editFile(objects, ['cp-1'], '/etc/kubernetes/kube-apiserver/encryption.yaml', '      - identity: {}\n', '      - identity: {}\n      # later\n'),
  );
  expect(lines(diff)).toEqual([
    'hosts note cp-1 kube-apiserver reads it again by itself within a minute | /etc/kubernetes/kube-apiserver/encryption.yaml: only comments, layout or order',
  ]);
});

test('lines of haproxy.cfg are said with what they set, and what the reload costs', () => {
  const diff = plainAfter((objects) => {
    editFile(
      objects,
      ['cp-1'],
      HAPROXY,
      'default-server inter 500ms fastinter 200ms fall 2 rise 2 on-marked',
      'default-server inter 1s fastinter 200ms fall 3 rise 2 on-marked',
    );
    editFile(objects, ['cp-1'], HAPROXY, '    retries 3\n', '');
    editFile(
      objects,
      ['cp-1'],
      HAPROXY,
      /( {4}server cp-3 10.0.0.13:6443 check check-ssl verify none observe)/,
      '    server cp-4 10.0.0.14:6443 check\n$1',
    );
  });
  expect(
    lines(diff).map((line) =>
      line.replace('hosts reload cp-1 haproxy.service reloads; open connections stay in the old process, for at most 600 s | ', ''),
    ),
  ).toEqual([
    `${HAPROXY}: defaults: retries 3 removed`,
    `${HAPROXY}: backend apiservers: default-server: inter: 500ms -> 1s`,
    `${HAPROXY}: backend apiservers: default-server: fall: 2 -> 3`,
    `${HAPROXY}: backend apiservers: server cp-4 10.0.0.14:6443 check added`,
  ]);
});

test('a failure detection that takes longer is said with its terms', () => {
  const diff = diffAfter((objects) =>
    editFile(objects, CONTROL_PLANES, HAPROXY, /inter 500ms fastinter 200ms fall 2/g, 'inter 5s fastinter 200ms fall 2'),
  );
  const slowest = diff.changes.find(({ kind, subject, is }) => kind === 'recovery' && subject === 'api' && is?.client === 'users');
  expect(slowest).toMatchObject({ section: 'availability', severity: 'note', from: '2.022s', to: '5.9s' });
  expect(diff.worse).toBe(false);
});

test('a lost control-plane host is worse, and says what is no longer survived', () => {
  const diff = diffAfter((objects) => objects.filter((object) => object.metadata.labels?.['ha-cluster.local/host'] !== 'cp-3'));
  expect(diff.worse).toBe(true);
  expect(lines(diff)).toEqual(
    expect.arrayContaining([
      'availability danger cluster | tolerates 0 lost hosts (was 1)',
      'availability danger cluster | tolerates 0 lost etcd members (was 1)',
      expect.stringMatching(
        /^availability danger failures \| no longer survived: etcd on cp-1 or cp-2 crashes; etcd on cp-1 or cp-2 hangs; missing: the API for users/,
      ),
      'membership danger cp-3 etcd leaves; a member that is only switched off still counts for the quorum | etcd member removed: `etcdctl member remove` first, and before any member is added; then stop it',
    ]),
  );
  expect(diff.steps.map(({ text }) => text)).toEqual([
    'Settle each danger above: do what it needs first, or know why it may be',
    'Remove the etcd member of cp-3, while all others are healthy',
    'Take cp-3 out of service',
    'Apply the objects of the API, and complete the Nodes',
  ]);
});

test('a member that comes back is a gain, and joins as a learner', () => {
  const without = (objects: any[]) => objects.filter((object) => object.metadata.labels?.['ha-cluster.local/host'] !== 'cp-3');
  const { changes, worse, steps } = diffAfter(() => undefined, without);
  expect(worse).toBe(false);
  expect(changes.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'tolerates 1 lost host (was 0)',
      expect.stringMatching(/^survived now, and was not: etcd on cp-1 or cp-2 crashes/),
      'etcd member added: as a learner first, then promoted, one at a time, never while one of the 2 is down',
    ]),
  );
  expect(steps.find(({ host }) => host === 'cp-3')).toMatchObject({ text: 'Install on the new host cp-3', command: './install' });
});

describe('dangers of etcd', () => {
  const dangers = (change: (objects: any[]) => void) =>
    plainAfter(change)
      .changes.filter(({ severity }) => severity === 'danger')
      .map(({ text }) => text);

  test('another token', () => {
    expect(dangers((objects) => setFlag(objects, ['cp-1'], 'etcd', 'initial-cluster-token', 'other'))).toEqual([
      '--initial-cluster-token: prod -> other: a member without data takes another cluster id, the others refuse it, and together such members found a new cluster',
    ]);
  });

  test('another data directory, by the flag or by the folder that is mounted', () => {
    expect(dangers((objects) => setFlag(objects, ['cp-1'], 'etcd', 'data-dir', '/var/lib/new'))).toEqual([
      '--data-dir: /var/lib/etcd -> /var/lib/new: the member starts empty; move its data while it is stopped, or remove it and add it anew',
    ]);
    const mounted = dangers((objects) => {
      find(objects, 'Pod', 'etcd', 'cp-1').spec.volumes.find(({ name }: any) => name === 'etcd-data').hostPath.path = '/mnt/etcd';
    });
    expect(mounted).toEqual(['the data is in /mnt/etcd (was /var/lib/etcd): the member starts empty; move its data while it is stopped']);
  });

  test('another peer URL', () => {
    expect(dangers((objects) => setFlag(objects, ['cp-1'], 'etcd', 'initial-advertise-peer-urls', 'https://10.0.0.21:2380'))).toEqual([
      expect.stringMatching(/^peer URL: https:\/\/10\.0\.0\.11:2380 -> https:\/\/10\.0\.0\.21:2380: `etcdctl member update` first;/),
    ]);
  });

  test('the state after founding is none, and the way back is one', () => {
    const existing = (objects: any[]) => setFlag(objects, CONTROL_PLANES, 'etcd', 'initial-cluster-state', 'existing');
    expect(dangers(existing)).toEqual([]);
    expect(
      plainAfter(
        () => undefined,
        (objects) => (existing(objects), objects),
      ).changes.filter(({ severity }) => severity === 'danger'),
    ).toHaveLength(3);
  });

  test('members on other hosts only', () => {
    const moved = plainAfter((objects) => objects.filter((object) => object.kind !== 'Pod' || object.metadata.name !== 'etcd'));
    expect(moved.changes.map(({ text }) => text)).toContain('etcd is described no more: its data stays on the old hosts unless somebody moves it');
  });
});

describe('dangers of the whole cluster', () => {
  test.each([
    ['kube-apiserver', 'service-cluster-ip-range', '10.97.0.0/16', /^service addresses: 10\.96\.0\.0\/12 -> 10\.97\.0\.0\/16: Services keep/],
    ['kube-controller-manager', 'cluster-cidr', '10.245.0.0/16', /^pod addresses: 10\.244\.0\.0\/16 -> 10\.245\.0\.0\/16: Nodes keep/],
    [
      'kube-apiserver',
      'service-account-issuer',
      'https://other',
      /^issuer of service-account tokens: .* -> https:\/\/other: tokens of the old issuer are refused/,
    ],
    ['kube-apiserver', 'etcd-prefix', '/other', /^prefix of keys in etcd: \/registry -> \/other: the apiserver finds none/],
    [
      'kube-apiserver',
      'encryption-provider-config',
      undefined,
      /^encryption of Secrets in etcd: .* -> none: what is encrypted in etcd cannot be read/,
    ],
  ])('--%s %s', (pod, flag, value, expected) => {
    const diff = plainAfter((objects) => setFlag(objects, CONTROL_PLANES, pod, flag, value));
    expect(diff.changes.filter(({ severity }) => severity === 'danger').map(({ text }) => text)).toEqual([expect.stringMatching(expected)]);
  });

  test('a second issuer is none', () => {
    const diff = plainAfter((objects) => {
      for (const host of CONTROL_PLANES)
        find(objects, 'Pod', 'kube-apiserver', host).spec.containers[0].command.push('--service-account-issuer=https://other');
    });
    expect(diff.changes.filter(({ severity }) => severity === 'danger')).toEqual([]);
  });

  test('a key that is written with before every apiserver can read it', () => {
    const diff = plainAfter((objects) =>
      editFile(
        objects,
        CONTROL_PLANES,
        '/etc/kubernetes/kube-apiserver/encryption.yaml',
        /( +)- name: encryption-1/,
        '$1- name: encryption-2\n$1  secret: ${secret:SecretKey/encryption-2#key}\n$1- name: encryption-1',
      ),
    );
    expect(diff.changes.filter(({ severity }) => severity === 'danger').map(({ text }) => text)).toEqual([
      expect.stringMatching(/^encryption of Secrets in etcd: .*: what|the first provider writes/),
    ]);
  });

  test.each([
    ['1.36.3', '1.35.9', 'danger', 'a downgrade: not supported, objects may be stored in versions that it does not know'],
    ['1.36.3', '1.38.0', 'danger', '2 minors at once: no minor may be skipped; go to the next one first'],
    [
      '1.36.3',
      '1.37.0',
      'note',
      'next minor: all apiservers before any controller manager, scheduler or kubelet that asks them; they may be one minor apart meanwhile',
    ],
    ['1.36.3', '1.36.2', 'note', 'within one minor, to an older patch'],
  ])('kube-apiserver from %s to %s', (from, to, severity, text) => {
    const diff = plainAfter((objects) => {
      for (const host of CONTROL_PLANES) {
        const [container] = find(objects, 'Pod', 'kube-apiserver', host).spec.containers;
        container.image = container.image.replace(from, to);
      }
    });
    expect(diff.changes.filter(({ section }) => section === 'cluster')).toMatchObject([
      { severity, text: `kube-apiserver ${from} -> ${to} on cp-1, cp-2 and cp-3: ${text}` },
    ]);
  });
});

describe('the virtual IP while the roll is half done', () => {
  test('another router id parts the hosts', () => {
    const diff = plainAfter((objects) => editFile(objects, CONTROL_PLANES, KEEPALIVED, 'virtual_router_id 210', 'virtual_router_id 211'));
    expect(lines(diff)).toEqual([
      expect.stringMatching(
        /^cluster danger virtual IP \| virtual_router_id: 210 -> 211 on cp-1, cp-2 and cp-3: hosts with the old and with the new one do not hear each other/,
      ),
      ...CONTROL_PLANES.map(
        (host) =>
          `hosts reload ${host} keepalived.service reloads; a virtual IP may move | ${KEEPALIVED}: vrrp_instance prod-ipv4: virtual_router_id: 210 -> 211`,
      ),
    ]);
  });

  test('another interval parts hosts of version 2 alone', () => {
    const slower = (objects: any[]) => editFile(objects, CONTROL_PLANES, KEEPALIVED, 'advert_int 0.1', 'advert_int 1');
    const dangers = (diff: ReturnType<typeof plainAfter>) =>
      diff.changes.filter(({ severity, section }) => severity === 'danger' && section === 'cluster').map(({ kind }) => kind);
    expect(dangers(plainAfter(slower))).toEqual([]);
    const version2 = (objects: any[]) => (editFile(objects, CONTROL_PLANES, KEEPALIVED, 'vrrp_version 3', 'vrrp_version 2'), objects);
    expect(dangers(plainAfter((objects) => (version2(objects), slower(objects)), version2))).toEqual(['advert_int']);
  });

  test('priorities that are swapped are equal for a while', () => {
    const diff = plainAfter((objects) => {
      editFile(objects, ['cp-1'], KEEPALIVED, 'priority 200', 'priority 199');
      editFile(objects, ['cp-2'], KEEPALIVED, 'priority 199', 'priority 200');
    });
    expect(diff.changes.filter(({ severity }) => severity === 'danger').map(({ text }) => text)).toEqual([
      'priority 199 of cp-1 is still that of cp-2 until it is installed: hosts of equal priority take the address at the same time',
      'priority 200 of cp-2 is still that of cp-1 until it is installed: hosts of equal priority take the address at the same time',
    ]);
  });
});

describe('certificates and kubeconfigs', () => {
  test('a name that is gone breaks who uses it; the certificate is issued anew and read by itself', () => {
    const diff = plainAfter((objects) => {
      const { spec } = find(objects, 'Certificate', 'cp-2-apiserver', 'cp-2');
      spec.ipAddresses = spec.ipAddresses.filter((address: string) => address !== '10.0.0.100');
    });
    expect(lines(diff)).toEqual([
      'hosts note cp-2 kube-apiserver reads it again by itself within a minute | Certificate/cp-2-apiserver is issued anew',
      'certificates danger cp-2 Certificate/cp-2-apiserver is issued anew by `ha-cluster pki issue` | SAN removed: clients that use 10.0.0.100 will fail against cp-2',
    ]);
    expect(diff.steps.map(({ command }) => command)).toEqual([
      undefined,
      'ha-cluster pki issue --secrets secrets',
      'ha-cluster bundle --secrets secrets',
      './install --check; ./install',
    ]);
  });

  test('a kubeconfig that leads elsewhere restarts who reads it at its start', () => {
    const diff = plainAfter((objects) => {
      find(objects, 'Kubeconfig', 'cp-1-scheduler', 'cp-1').spec.server = 'https://10.0.0.12:6443';
    });
    expect(lines(diff)).toEqual([
      'hosts restart cp-1 kube-scheduler restarts | Kubeconfig/cp-1-scheduler is issued anew',
      'certificates note cp-1 Kubeconfig/cp-1-scheduler is written anew by `ha-cluster pki issue` | server: https://10.0.0.11:6443 -> https://10.0.0.12:6443; who has the old file goes on to the old server',
    ]);
  });

  test('a CA that is there is not made again', () => {
    const diff = plainAfter((objects) => {
      find(objects, 'Certificate', 'etcd-ca').spec.subject.commonName = 'other';
    });
    expect(lines(diff)).toEqual([
      'certificates danger Certificate/etcd-ca a CA or key that is there is never made again: `ha-cluster pki check` will say that it is not as planned | subject.commonName: etcd-ca -> other',
    ]);
  });

  test('a new key is made', () => {
    const diff = plainAfter((objects) => {
      objects.push({
        ...structuredClone(find(objects, 'SecretKey', 'encryption-1')),
        metadata: { name: 'encryption-2', labels: { 'ha-cluster.local/cluster': 'prod' } },
      });
    });
    expect(lines(diff)).toEqual(['certificates note SecretKey/encryption-2 is made by `ha-cluster pki issue` | planned: random bytes']);
  });
});

test('what a host needs is said with what happens to it', () => {
  const diff = plainAfter((objects) => {
    const { spec } = find(objects, 'Host', 'worker-1', 'worker-1');
    spec.packages.push('vim');
    spec.sysctls['vm.overcommit_memory'] = '0';
    spec.units.push('other.service');
    delete spec.sysctls['kernel.panic'];
    find(objects, 'HostDirectory', '/etc/kubernetes/manifests', 'worker-1').spec.mode = '0755';
    editFile(objects, ['worker-1'], '/var/lib/kubelet/config.yaml', 'podPidsLimit: 4096', 'podPidsLimit: 1024');
  });
  expect(lines(diff)).toEqual([
    'hosts restart worker-1 kubelet.service restarts; pods keep running | /var/lib/kubelet/config.yaml: podPidsLimit: 4096 -> 1024',
    'hosts restart worker-1 other.service is enabled and starts | unit other.service added',
    'hosts note worker-1 directories set at once, no program is told | /etc/kubernetes/manifests: mode: 0700 -> 0755',
    'hosts note worker-1 kernel keeps its value until the next boot | sysctl kernel.panic: removed (was 10)',
    'hosts note worker-1 kernel is set at once | sysctl vm.overcommit_memory: 1 -> 0',
    'hosts note worker-1 packages install it before: install only checks that it is there | package vim added',
  ]);
});

test('API objects are added and changed by apply, and removed by nobody', () => {
  const diff = plainAfter((objects) => {
    find(objects, 'ClusterRoleBinding', 'ha-cluster:cluster-admins').roleRef.name = 'view';
    objects.push({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'new', labels: { 'ha-cluster.local/cluster': 'prod' } } });
    return objects.filter((object) => object.metadata.name !== 'ha-cluster:node-bootstrapper');
  });
  expect(lines(diff)).toEqual([
    'objects note ClusterRoleBinding ha-cluster:cluster-admins is applied | roleRef.name: cluster-admin -> view',
    'objects note ClusterRoleBinding ha-cluster:node-bootstrapper stays in the API: apply deletes nothing; `kubectl delete` it | no longer described',
    'objects note Namespace new is applied | added',
  ]);
  expect(diff.steps.map(({ command }) => command)).toEqual(['ha-cluster apply --secrets secrets']);
});

test('hosts are rolled one after the other, the likely holder of the address after the others, workers last', () => {
  const diff = plainAfter((objects) =>
    editFile(objects, ['worker-1', ...CONTROL_PLANES], '/var/lib/kubelet/config.yaml', 'podPidsLimit: 4096', 'podPidsLimit: 1024'),
  );
  expect(diff.steps.map(({ host, text }) => host ?? text)).toEqual([
    'Write the trees of the hosts, and copy each one to its host',
    'One host at a time; of cp-3, cp-2 and cp-1, the one that holds 10.0.0.100 last, whatever its place below',
    'cp-3',
    'cp-2',
    'cp-1',
    'worker-1',
  ]);
  expect(diff.steps.at(-2)).toEqual({
    host: 'cp-1',
    text: 'Install on cp-1',
    details: ['kubelet.service restarts; pods keep running', 'wait for: https://10.0.0.11:6443/readyz says ok and its Node is Ready'],
    command: './install --check; ./install',
  });
});

test('labels of the plan change nothing on a host, and are still said', () => {
  const diff = plainAfter((objects) => {
    find(objects, 'HostFile', HAPROXY, 'cp-1').metadata.labels.team = 'x';
    find(objects, 'Certificate', 'etcd-ca').metadata.annotations.note = 'y';
  });
  expect(lines(diff)).toEqual([
    'objects note Certificate etcd-ca | metadata.annotations.note: added: y',
    `objects note cp-1 HostFile ${HAPROXY} | metadata.labels.team: added: x`,
  ]);
  expect(diff.steps).toEqual([]);
});

test('a worker more brings no failure that those before it do not have', () => {
  const diff = diffAfter((objects) => {
    const worker = objects.filter((object) => object.metadata.labels['ha-cluster.local/host'] === 'worker-1');
    objects.push(
      ...(JSON.parse(
        JSON.stringify(worker)
          .replace(/worker-1/g, 'worker-2')
          .replace(/10\.0\.0\.31/g, '10.0.0.32'),
      ) as any[]),
    );
  });
  expect(diff.worse).toBe(false);
  expect(diff.changes.filter(({ severity }) => severity === 'danger')).toEqual([]);
  expect(lines(diff)).toContain(
    'membership note worker-2 host new: install it after the hosts that were there | host added (worker; zone a; 10.0.0.32): 14 files',
  );
  expect(diff.steps.map(({ text }) => text)).toEqual([
    'Make the certificates, kubeconfigs and keys that are new or changed',
    'Write the trees of the hosts, and copy each one to its host',
    'Install on the new host worker-2',
    'Apply the objects of the API, and complete the Nodes',
  ]);
});
