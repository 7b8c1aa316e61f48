import { CLUSTERS, Stream } from './clusters';

/** The host of a URL, without brackets. */
const hostOf = (url: string) => new URL(url).hostname.replace(/^\[|\]$/g, '');

/** Every name and address that a certificate is valid for. */
const namesOf = (certificate: any): string[] => [...(certificate?.spec.dnsNames ?? []), ...(certificate?.spec.ipAddresses ?? [])];

/** `what` of each certificate that it is not valid for, empty when all are. */
const missing = (what: string[], certificates: [string, any][]) =>
  certificates.flatMap(([owner, certificate]) => what.filter((name) => !namesOf(certificate).includes(name)).map((name) => `${owner}: ${name}`));

describe.each(CLUSTERS)('%s', (_, props) => {
  const stream = new Stream(props);
  const apiHosts = stream.hostsWith('control-plane');
  const apiCertificates: [string, any][] = apiHosts.map((host) => [host.metadata.name, stream.certificateAt(host.metadata.name, stream.flags(host.metadata.name, 'kube-apiserver').get('tls-cert-file') as string)]);

  test('the server of every kubeconfig is a name of each apiserver that it may lead to', () => {
    const kubeconfigs = stream.all.filter((object) => object.kind === 'Kubeconfig');
    expect(kubeconfigs.length).toBeGreaterThan(3);
    const wrong = kubeconfigs.flatMap((kubeconfig) => {
      const server = hostOf(kubeconfig.spec.server);
      const owner = apiHosts.find((host) => host.spec.addresses.includes(server));
      return missing([server], owner ? apiCertificates.filter(([name]) => name === owner.metadata.name) : apiCertificates);
    });
    expect(wrong).toEqual([]);
  });

  test('every apiserver answers to all names of the API, wherever a client was led', () => {
    const [plan] = stream.of('', 'Cluster');
    const services: string[] = plan.spec.networks.services;
    const first = services.map((range) => (range.includes(':') ? range.replace(/::\/.*/, '::1') : range.replace(/0\/.*/, '1')));
    const names = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', 'kubernetes.default.svc.k8s.example', 'localhost', '127.0.0.1', '::1', plan.spec.endpoint.host, ...first];
    expect(missing(names, apiCertificates)).toEqual([]);
  });

  test('an apiserver\'s certificate has its host\'s own name and addresses, and no other host\'s', () => {
    for (const host of apiHosts) {
      const certificate = stream.certificateAt(host.metadata.name, '/etc/kubernetes/pki/apiserver.crt');
      const others = apiHosts.filter((other) => other !== host).flatMap((other) => [other.metadata.name, ...other.spec.addresses]);
      expect(missing([host.metadata.name, ...host.spec.addresses], [[host.metadata.name, certificate]])).toEqual([]);
      expect(namesOf(certificate).filter((name) => others.includes(name))).toEqual([]);
    }
  });

  test('every balancer reaches each apiserver by an address that it answers to', () => {
    const balancers = stream.all.filter((object) => object.kind === 'HostFile' && object.spec.path.endsWith('/haproxy.cfg'));
    const servers = balancers.flatMap((file) => [...file.spec.content.matchAll(/^ +server \S+ (\S+):6443\b/gm)].map((match) => match[1].replace(/^(ipv6@)?\[?|\]$/g, '')));
    expect(servers.length >= balancers.length * apiHosts.length).toBe(true);
    const known = apiHosts.flatMap((host) => host.spec.addresses);
    expect(servers.filter((address) => !known.includes(address))).toEqual([]);
    const ownerOf = (address: string) => apiHosts.find((host) => host.spec.addresses.includes(address)).metadata.name;
    const wrong = servers.flatMap((address) => missing([address], apiCertificates.filter(([name]) => name === ownerOf(address))));
    expect(wrong).toEqual([]);
  });

  test('an apiserver reaches every kubelet by an address or name that it answers to', () => {
    const nodes = [...apiHosts, ...stream.hostsWith('worker')];
    const wrong = nodes.flatMap((host) => missing([host.metadata.name, ...host.spec.addresses], [[host.metadata.name, stream.certificateAt(host.metadata.name, '/var/lib/kubelet/pki/kubelet.crt')]]));
    expect(wrong).toEqual([]);
  });

  test('every member of etcd answers to the names that apiservers, other members and operators use', () => {
    const members = stream.hostsWith('etcd');
    for (const host of members) {
      const flags = stream.flags(host.metadata.name, 'etcd');
      const server = stream.certificateAt(host.metadata.name, flags.get('cert-file') as string);
      const peer = stream.certificateAt(host.metadata.name, flags.get('peer-cert-file') as string);
      const peers = (flags.get('initial-cluster') as string).split(',').map((entry) => entry.split('=') as [string, string]);
      const own = peers.filter(([name]) => name === host.metadata.name).map(([, url]) => hostOf(url));
      const used = apiHosts.flatMap((api) => {
        const urls = (stream.flags(api.metadata.name, 'kube-apiserver').get('etcd-servers') as string).split(',').map(hostOf);
        const local = urls.filter((name) => name === '127.0.0.1' || name === '::1');
        return [...(api.metadata.name === host.metadata.name ? local : []), ...urls.filter((name) => host.spec.addresses.includes(name))];
      });
      expect(used.length).toBeGreaterThan(0);
      expect(missing([...used, 'localhost', ...(flags.get('listen-client-urls') as string).split(',').map(hostOf)], [['server', server]])).toEqual([]);
      // A member checks the address that a peer connects from, whichever family that is.
      expect(missing([...own, ...host.spec.addresses], [['peer', peer]])).toEqual([]);
      expect([server.spec.usages, peer.spec.usages]).toEqual([['client auth', 'server auth'], ['client auth', 'server auth']]);
    }
  });
});
