import { parse } from 'yaml';
import { CLUSTERS, Stream } from './clusters';

const PARTS: { [kind: string]: string[] } = {
  Certificate: ['tls.crt', 'tls.key', 'ca.crt', 'ca.key', 'ca-bundle.crt'],
  Kubeconfig: ['kubeconfig'],
  SecretKey: ['key', 'key.pub'],
};

/** Places that hold what a component needs from this description, and not from the operating system. */
const OURS = /^(\/etc\/kubernetes|\/var\/lib\/kube-[a-z-]+|\/var\/lib\/kubelet|\/var\/log\/kubernetes|\/etc\/etcd)(\/|$)/;

/** What each file asks for: from `contentFrom`, and from placeholders in its text. */
function referencesOf(file: any): { kind: string; name: string; part: string }[] {
  const placeholders = [...(file.spec.content ?? '').matchAll(/\$\{secret:([^/}]+)\/([^#}]+)#([^}]+)\}/g)];
  return [...(file.spec.contentFrom ? [file.spec.contentFrom] : []), ...placeholders.map(([, kind, name, part]) => ({ kind, name, part }))];
}

/** Every path below the places of ours that static pods and kubelets of a host name. */
function pathsNamed(stream: Stream, host: string): string[] {
  const pods = stream.of(host, 'Pod');
  const flags = pods.flatMap((pod) => [...(pod.spec.containers[0].command ?? []), ...(pod.spec.containers[0].args ?? [])].flatMap((word: string) => word.slice(word.indexOf('=') + 1).split(',')));
  const mounts = pods.flatMap((pod) => pod.spec.volumes.filter((volume: any) => volume.hostPath.type === 'Directory').map((volume: any) => volume.hostPath.path));
  const files = stream.of(host, 'HostFile');
  const kubelet = files.find((file) => file.spec.path === '/var/lib/kubelet/config.yaml');
  const words = files.filter((file) => file.spec.path.endsWith('10-kubeadm.conf')).flatMap((file) => [...file.spec.content.matchAll(/=(\/\S+)/g)].map((match) => match[1]));
  return [...flags, ...mounts, ...words, ...stringsOf(parse(kubelet.spec.content))].filter((path) => OURS.test(path));
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

describe.each(CLUSTERS)('%s', (name, props) => {
  const stream = new Stream(props);

  test('every reference names a planned secret and a part that it has, of the same host or shared by all', () => {
    const wrong = stream.names.flatMap((host) =>
      stream.of(host, 'HostFile').flatMap((file) =>
        referencesOf(file).flatMap(({ kind, name: secret, part }) => {
          const planned = [...stream.of(host, kind), ...stream.of('', kind)].filter((object) => object.metadata.name === secret);
          const pair = kind !== 'SecretKey' || part === 'key' || planned[0]?.spec.type === 'pair';
          return planned.length === 1 && PARTS[kind]?.includes(part) && pair ? [] : [`${host} ${file.spec.path}: ${kind}/${secret}#${part}`];
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('the only CA whose key is on a host is Kubernetes\' own, on control planes, for signing kubelets\' certificates', () => {
    const authorities = stream.of('', 'Certificate').filter((object) => object.spec.ca).map((object) => object.metadata.name);
    expect(stream.all.filter((object) => object.kind === 'Certificate' && object.spec.ca).length).toBe(authorities.length);
    const keys = stream.names.flatMap((host) =>
      stream.of(host, 'HostFile').flatMap((file) =>
        referencesOf(file)
          .filter(({ name: secret, part }) => part === 'ca.key' || (authorities.includes(secret) && part === 'tls.key'))
          .map(({ name: secret }) => `${host} ${file.spec.path} ${secret}`),
      ),
    );
    expect(keys).toEqual(stream.hostsWith('control-plane').map((host) => `${host.metadata.name} /etc/kubernetes/pki/ca.key kubernetes-ca`));
  });

  test('every issuer is a planned CA', () => {
    const authorities = stream.of('', 'Certificate').filter((object) => object.spec.ca).map((object) => object.metadata.name);
    const issued = stream.all.filter((object) => object.spec?.issuer !== undefined);
    expect(issued.map((object) => object.spec.issuer).filter((issuer) => !authorities.includes(issuer))).toEqual([]);
  });

  test('no name is planned twice', () => {
    const planned = stream.all.filter((object) => object.kind in PARTS).map((object) => `${object.kind}/${object.metadata.name}`);
    expect(planned.filter((key, index) => planned.indexOf(key) !== index)).toEqual([]);
  });

  test('every path that a component is told of is provided', () => {
    const existing = name.startsWith('existing etcd');
    const lost = stream.names.flatMap((host) => {
      const provided: string[] = [...stream.of(host, 'HostFile'), ...stream.of(host, 'HostDirectory')].map((object) => object.spec.path);
      const named = pathsNamed(stream, host);
      expect(named.length).toBeGreaterThan(3);
      return named
        .filter((path) => !provided.some((other) => other === path || other.startsWith(`${path}/`)))
        // The log is made by the apiserver, in a directory of the description's.
        .filter((path) => path !== '/var/log/kubernetes/audit/audit.log')
        .filter((path) => !(existing && /\/etcd\/ca\.crt$|apiserver-etcd-client/.test(path)))
        .map((path) => `${host}: ${path}`);
    });
    expect(lost).toEqual([]);
  });

  test('whatever is a secret can be read by root only', () => {
    const open = stream.all.filter((object) => object.kind === 'HostFile' && referencesOf(object).length > 0 && object.spec.mode !== '0600');
    expect(open.map((object) => object.spec.path)).toEqual([]);
  });

  test('no host holds a super-admin, and none a kubeconfig of another', () => {
    const users = stream.names.flatMap((host) => stream.of(host, 'Kubeconfig').map((object) => `${host} ${object.spec.subject.commonName} ${(object.spec.subject.organizations ?? []).join()}`));
    expect(users.filter((user) => user.includes('system:masters'))).toEqual([]);
    const foreign = stream.names.flatMap((host) => stream.of(host, 'Kubeconfig').map((object) => [host, object.spec.subject.commonName] as const)).filter(([host, user]) => user.startsWith('system:node:') && user !== `system:node:${host}`);
    expect(foreign).toEqual([]);
  });
});
