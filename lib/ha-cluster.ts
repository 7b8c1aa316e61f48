import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterRbac } from './addons/rbac';
import { describe, Finding, RuleLevel, shown } from './cluster/finding';
import { CLUSTER_LABEL, HOST_LABEL } from './cluster/labels';
import { Acknowledgement } from './cluster/patch';
import { Description, hostsOf } from './description/description';
import { HaClusterProps } from './description/ha-cluster-props';
import { resolve } from './description/resolve';
import { placeKubeVipRbac } from './ha-cluster-front-end';
import { placeHost, placePlan } from './ha-cluster-hosts';
import { applyPatches } from './ha-cluster-patches';
import { isSound, judge } from './ha-cluster-rules';
import { changeCount } from './node/changes';
import { ClusterPlan } from './node/cluster-plan';

/**
 * A highly available Kubernetes cluster as YAML for every host.
 *
 * The construct is the chart `<id>`, the plan, which is never applied. Beside it, in the same app, it makes the chart `<id>-<host>` for each host
 * and `<id>-api` for the objects that are applied to the API. Everything wrong with the description is reported at synth, in one error.
 */
export class HaCluster extends Chart {
  private readonly description: Description;
  private readonly given: Finding[];
  private readonly charts: Chart[];
  private judged?: { readonly at: number; readonly findings: Finding[] };

  /**
   * @param scope the App itself
   * @param id name of the cluster: a DNS label, unique among the app's charts
   * @param props the description
   */
  constructor(scope: Construct, id: string, props: HaClusterProps) {
    super(free(scope, id), id, { labels: { [CLUSTER_LABEL]: id } });
    const { description, findings } = resolve(id, props);
    this.description = description;
    this.given = findings;
    new ClusterPlan(this, 'cluster', planOf(description));
    const sound = isSound(description);
    // A front end of what does not fit together would only report the same again, once for each host.
    const placed = sound ? description : { ...description, endpoint: undefined };
    placePlan(this, placed);

    const api = new Chart(scope, freeId(scope, `${id}-api`), { labels: { [CLUSTER_LABEL]: id } });
    new ClusterRbac(api, 'rbac');
    placeKubeVipRbac(api, placed);
    this.charts = [this, api];
    for (const host of hostsOf(placed)) {
      // A second host of the same name is a finding, and has no place of its own.
      if (this.charts.some((chart) => chart.node.id === `${id}-${host.name}`)) continue;
      const chart = new Chart(scope, freeId(scope, `${id}-${host.name}`), { labels: { [CLUSTER_LABEL]: id, [HOST_LABEL]: host.name } });
      placeHost(chart, placed, host);
      this.charts.push(chart);
    }
    const unmatched = applyPatches(description.patches, this.charts);
    if (sound) this.given.push(...unmatched);
    this.node.addValidation({ validate: () => this.findingsAt(RuleLevel.ERROR) });
  }

  /** What is not an error and still worth knowing, one line each. */
  public get warnings(): string[] {
    return this.findingsAt(RuleLevel.WARNING);
  }

  /**
   * The chart of one host, to add objects of your own to what it holds.
   *
   * @param name name of the host
   * @throws if there is no such host
   */
  public hostChart(name: string): Chart {
    const chart = this.charts.find((candidate) => candidate.labels[HOST_LABEL] === name);
    if (!chart)
      throw new Error(
        `cluster ${this.node.id} has no host ${JSON.stringify(name)}; it has ${hostsOf(this.description)
          .map((host) => host.name)
          .join(', ')}`,
      );
    return chart;
  }

  /** The chart of the objects that are applied to the API. */
  public get apiChart(): Chart {
    return this.charts[1] as Chart;
  }

  private findingsAt(level: RuleLevel): string[] {
    // cdk8s validates the whole app once for each chart; between two of these nothing changes.
    const now = changeCount();
    if (this.judged?.at !== now) this.judged = { at: now, findings: judge(this.description, this.given, this.charts) };
    return this.judged.findings.filter((finding) => finding.rule.level === level).map(describe);
  }
}

/** The scope, if a cluster of that id can be placed in it. */
function free(scope: Construct, id: string): Construct {
  if (typeof id !== 'string' || id === '')
    throw new Error(`HaCluster needs a name: got ${shown(id)}; allowed: a DNS label; fix: new HaCluster(app, 'prod', { … })`);
  if (!(scope instanceof App)) {
    const place = scope?.node?.path ? JSON.stringify(scope.node.path) : 'something else';
    throw new Error(
      `HaCluster ${JSON.stringify(id)} must be placed in the App itself, because it makes one chart for each host beside its own: got ${place}; fix: new HaCluster(app, ${JSON.stringify(id)}, { … })`,
    );
  }
  freeId(scope, id);
  return scope;
}

/** The id, if no other chart of the app has it. */
function freeId(scope: Construct, id: string): string {
  if (scope.node.tryFindChild(id)) {
    throw new Error(
      `the app has a chart ${JSON.stringify(id)} already, which HaCluster needs for itself; fix: give the cluster, the host or the other chart another name`,
    );
  }
  return id;
}

function byRule(a: Acknowledgement, b: Acknowledgement): number {
  const key = (entry: Acknowledgement) => `${entry.rule} ${entry.host ?? ''}`;
  return key(a) < key(b) ? -1 : 1;
}

function planOf(description: Description) {
  const { endpoint, etcd, networks } = description;
  return {
    name: description.name,
    version: description.version.version,
    etcd: { topology: etcd.kind, endpoints: etcd.endpoints },
    ...(endpoint
      ? {
        endpoint: {
          kind: endpoint.kind,
          host: endpoint.host,
          port: endpoint.port,
          neighbourRouterIds: [...endpoint.neighbourRouterIds].sort((a, b) => a - b),
        },
      }
      : {}),
    networks,
    timing: description.preset,
    acknowledgements: [...description.acknowledgements, ...description.builtIn]
      .sort(byRule)
      .map(({ rule, reason, host }) => ({ rule, reason, ...(host === undefined ? {} : { host }) })),
  };
}
