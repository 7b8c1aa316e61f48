import { createHash } from 'crypto';
import { parse } from 'yaml';
import { complaintsOf } from '../complaints';
import { Rehearsed } from '../rehearsed';
import { ADDRESS, CONTROL_PLANES, ENDPOINT } from './reference-hosts';

/** An image with a shell, for pods that tests look into. */
export const BUSYBOX = 'registry.k8s.io/e2e-test-images/busybox:1.36.1-1';

const POD = `apiVersion: v1
kind: Pod
metadata: { name: talker, namespace: default }
spec:
  nodeName: worker-1
  containers:
    - name: talker
      image: ${BUSYBOX}
      command: [sh, -c, "echo it talks; exec sleep 3600"]
`;

/** The reference blueprint from nothing: all hosts at once. */
export function coldStart(rehearsed: Rehearsed, dist: string): void {
  describe('a cold start of all hosts at once', () => {
    test('ends when every apiserver, etcd member, leader and static pod is ready', async () => {
      const said = await rehearsed.good(['up', dist, '--also', BUSYBOX]);
      expect(said).toMatch(/^prod is ready: 4 hosts, Kubernetes 1\.36\.3, after [\d.]+ s\n/);
      const status = await rehearsed.rehearse(['status']);
      expect(status).toMatchObject({ status: 0, stdout: expect.not.stringContaining('MISSING') });
    });

    test('has the API behind the virtual IP, for the operator and for a worker through its loopback balancer', async () => {
      expect(await rehearsed.kubectl(['config', 'view', '--minify', '--output', 'jsonpath={.clusters[0].cluster.server}'])).toBe(ENDPOINT);
      expect(await rehearsed.kubectl(['auth', 'whoami', '--output', 'jsonpath={.status.userInfo.username}'])).toBe('kubernetes-admin');
      expect(await rehearsed.on('worker-1', 'curl -sk https://127.0.0.1:7443/readyz')).toBe('ok');
    });

    test('a written object is read back from each apiserver', async () => {
      await rehearsed.kubectl(['create', 'configmap', 'written', '--from-literal=by=the-test']);
      for (const host of CONTROL_PLANES) {
        expect(
          await rehearsed.kubectl(['get', 'configmap', 'written', '--output', 'jsonpath={.data.by}', '--server', `https://${ADDRESS[host]}:6443`]),
        ).toBe('the-test');
      }
    });

    test('secrets are encrypted in etcd: the raw bytes of every member say so', async () => {
      await rehearsed.kubectl(['create', 'secret', 'generic', 'hidden', '--from-literal=word=xyzzy-plain-text']);
      const key = Buffer.from('/registry/secrets/default/hidden').toString('base64');
      for (const host of CONTROL_PLANES) {
        const pki = '/etc/kubernetes/pki/etcd';
        const ask = `curl -s --fail --cacert ${pki}/ca.crt --cert ${pki}/healthcheck-client.crt --key ${pki}/healthcheck-client.key`;
        const answer = JSON.parse(await rehearsed.on(host, `${ask} -d '{"key":"${key}"}' https://127.0.0.1:2379/v3/kv/range`));
        const raw = Buffer.from(answer.kvs[0].value, 'base64').toString('latin1');
        expect(raw).toMatch(/^k8s:enc:secretbox:v1:encryption-1:/);
        expect(raw).not.toContain('xyzzy');
      }
    });

    test('the audit log says who wrote what, on the apiserver that was asked, without the content of secrets', async () => {
      const logs = await Promise.all(CONTROL_PLANES.map((host) => rehearsed.on(host, 'grep -h hidden /var/log/kubernetes/audit/audit.log || true')));
      const entry = JSON.parse(
        logs
          .join('')
          .split('\n')
          .find((line) => line.includes('"verb":"create"'))!,
      );
      expect(entry).toMatchObject({ level: 'Metadata', user: { username: 'kubernetes-admin' }, objectRef: { resource: 'secrets', name: 'hidden' } });
      expect(logs.join('')).not.toContain('xyzzy');
    });

    test('anonymous clients see the health paths and nothing else', async () => {
      const code = async (path: string) =>
        (await rehearsed.open().client(['curl', '-sk', '-o', '/dev/null', '-w', '%{http_code}', `${ENDPOINT}${path}`])).stdout;
      expect(await Promise.all(['/readyz', '/livez', '/version', '/api', '/metrics', '/api/v1/namespaces/default/secrets'].map(code))).toEqual([
        '200',
        '200',
        '401',
        '401',
        '401',
        '401',
      ]);
    });

    test('the worker is registered with its zone, and every Node is Ready', async () => {
      const zone = 'jsonpath={.metadata.labels.topology\\.kubernetes\\.io/zone}';
      expect(await rehearsed.kubectl(['get', 'node', 'worker-1', '--output', zone])).toBe('a');
      await rehearsed.kubectl(['wait', '--for=condition=Ready', 'node', '--all', '--timeout=120s']);
      expect(await rehearsed.kubectl(['get', 'nodes', '--selector', 'node-role.kubernetes.io/control-plane', '--output', 'name'])).toBe(
        CONTROL_PLANES.map((host) => `node/${host}\n`).join(''),
      );
    });

    test('logs and exec work, for a pod of the worker and for static pods', async () => {
      await rehearsed.kubectl(['create', '--filename', '-'], POD);
      await rehearsed.kubectl(['wait', '--for=condition=Ready', 'pod/talker', '--timeout=120s']);
      expect(await rehearsed.kubectl(['logs', 'talker'])).toBe('it talks\n');
      expect(await rehearsed.kubectl(['exec', 'talker', '--', 'echo', 'hello'])).toBe('hello\n');
      expect(await rehearsed.kubectl(['exec', '--namespace', 'kube-system', 'etcd-cp-2', '--', 'etcdctl', 'version'])).toContain(
        'etcdctl version: 3.6.8',
      );
      expect(await rehearsed.kubectl(['logs', '--namespace', 'kube-system', 'kube-scheduler-cp-3', '--tail=1'])).not.toBe('');
    });

    test('kube-controller-manager and kube-scheduler have one leader each', async () => {
      for (const name of ['kube-controller-manager', 'kube-scheduler']) {
        const logs = await Promise.all(CONTROL_PLANES.map((host) => rehearsed.good(['logs', host, name])));
        expect(logs.filter((log) => /successfully acquired lease/i.test(log)).length).toBe(1);
      }
    });

    test('no component says that a flag, a gate or a file is unknown or deprecated', async () => {
      expect(await complaintsOf(rehearsed)).toEqual([]);
    });

    test('files are byte for byte those of the YAML, but for secrets, and manifests but for their hash', async () => {
      for (const host of rehearsed.open().cluster.hosts) {
        const plain = host.files.filter(({ content }) => content !== undefined && !content.includes('${secret:'));
        const sums = await rehearsed.on(host.name, `sha256sum ${plain.map(({ path }) => path).join(' ')}`);
        expect(sums).toBe(plain.map(({ path, content }) => `${sha256(content!)}  ${path}\n`).join(''));
        for (const pod of host.staticPods) {
          const there = parse(await rehearsed.on(host.name, `cat /etc/kubernetes/manifests/${pod.metadata.name}.yaml`));
          delete there.metadata.annotations['ha-cluster.local/secrets-hash'];
          expect(there).toEqual({ ...pod, metadata: { ...pod.metadata, annotations: pod.metadata.annotations ?? {} } });
        }
      }
    });
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
