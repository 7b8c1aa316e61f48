import * as path from 'path';
import { App, Chart } from 'cdk8s';
import { stringify } from 'yaml';
import { CIS_RULES } from '../../../lib/availability/cis';
import { ClusterModel, modelOf } from '../../../lib/availability/model';
import { hostTreeObjects, TreeFile } from '../../../lib/availability/read/host-tree';
import { readRendered, RenderedCluster } from '../../../lib/availability/read/rendered';
import { RenderedHost } from '../../../lib/availability/read/rendered-host';
import { RENDERED_RULES, rulesFor } from '../../../lib/availability/rules';
import { describe as line } from '../../../lib/cluster/finding';

const EXAMPLES = ['external-etcd', 'static-pod-front-end', 'kube-vip'];

/** The clusters of an example as they are described. */
function described(example: string): RenderedCluster[] {
  const app = new App();
  require(path.join(__dirname, '../../../examples', example, 'main')).build(app);
  return readRendered(app.node.children.flatMap((chart) => (chart as Chart).toJson()));
}

/** The same cluster as its hosts have it once it is installed; kubeconfigs have become files, and all that is known beside is zone and address. */
function installed(cluster: RenderedCluster): RenderedCluster {
  const objects = cluster.hosts.flatMap((host) => {
    const { addresses, zone, kubeletVersion } = host.object.spec;
    return hostTreeObjects(host.name, filesOf(host), { cluster: cluster.name, spec: { addresses, zone, kubeletVersion } }).objects;
  });
  return new RenderedCluster(cluster.name, objects, { unread: [] });
}

function filesOf(host: RenderedHost): TreeFile[] {
  const files = [...host.files.values()].map((file) => ({ path: file.path, content: file.content ?? kubeconfig(host.kubeconfigServer(file.path)) }));
  const manifests = host.allPods.map((pod) => ({
    path: `/etc/kubernetes/manifests/${pod.name}.yaml`,
    content: stringify(pod.object, { version: '1.1' }),
  }));
  return [...files, ...manifests];
}

function kubeconfig(server: string | undefined): string {
  const [clusters, users] = [[{ name: 'c', cluster: { server } }], [{ name: 'u', user: {} }]];
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'x',
    clusters,
    contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }],
    users,
  });
}

/** What files say; a `Cluster` object may say more. */
function modelled(cluster: RenderedCluster): Partial<ClusterModel> {
  const { name, hosts, etcd, nodeMonitorGraceMs, tolerationMs } = modelOf(cluster);
  return { name, hosts, etcd, nodeMonitorGraceMs, tolerationMs };
}

describe.each(EXAMPLES)('%s', (example) => {
  const pairs = described(example)
    .filter(({ hosts }) => hosts.length > 0)
    .map((cluster) => ({ cluster, files: installed(cluster) }));

  test('its installed files are modelled like its description', () => {
    expect(pairs.length).toBeGreaterThan(0);
    for (const { cluster, files } of pairs) expect(modelled(files)).toEqual(modelled(cluster));
  });

  test('no rule finds more in its installed files than in its description', () => {
    for (const { cluster, files } of pairs) {
      const rules = rulesFor(files, [...RENDERED_RULES, ...CIS_RULES]);
      const [before, after] = [cluster, files].map((of) => rules.flatMap((rule) => rule.check(of)).map(line));
      expect(after!.filter((finding) => !before!.includes(finding))).toEqual([]);
    }
  });
});
