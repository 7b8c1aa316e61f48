import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
// In a project of your own: from 'cdk8s-ha-cluster'.
import { HaproxyLoadBalancer, Host, HostDirectory, HostFile, KubeApiserver, KubernetesVersion, writeDist } from '../../lib';

const APISERVERS = [1, 2, 3, 4].map((n) => ({ name: `cp-${n}`, address: `192.168.7.${10 + n}`, port: 6443 }));

/** Somebody has a cluster already, and takes pieces for one more host of it: an apiserver, the balancer beside it, a file and a directory. */
class FourthControlPlane extends Chart {
  constructor(scope: Construct, id: string) {
    // The labels by which tools know whose files these are; the pieces work in a chart without them too.
    super(scope, id, { labels: { 'ha-cluster.local/cluster': 'legacy', 'ha-cluster.local/host': 'cp-4' } });
    new KubeApiserver(this, 'apiserver', {
      version: KubernetesVersion.of('1.34.4'),
      address: '192.168.7.14',
      etcdServers: ['https://192.168.7.21:2379', 'https://192.168.7.22:2379', 'https://192.168.7.23:2379'],
      serviceRanges: ['10.32.0.0/16'],
      options: { extraArgs: { 'event-ttl': '2h' } },
    });
    new HaproxyLoadBalancer(this, 'haproxy', { servers: APISERVERS, ownServer: 'cp-4' });
    new HostDirectory(this, 'site', { path: '/etc/site', mode: '0750' });
    new HostFile(this, 'site-name', { path: '/etc/site/name', content: 'rack 7\n' });
    new Host(this, 'host', { name: 'cp-4', addresses: ['192.168.7.14'], roles: ['control-plane'], packages: ['haproxy'], units: ['haproxy.service'] });
  }
}

/** The pieces without HaCluster: no plan of certificates and no rules over the whole, just the YAML of what was asked for. */
export function build(app: App): void {
  new FourthControlPlane(app, 'legacy-cp-4');
}

if (require.main === module) {
  const app = new App();
  build(app);
  writeDist(app);
}
