import { ApiObject, ApiObjectProps, App, Chart } from 'cdk8s';
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, KubernetesVersion } from '../lib';

/** As many clusters of the first example's size as asked for, in one app. */
export function clusters(app: App, count: number): void {
  for (let n = 0; n < count; n++) {
    const net = `10.${n}.0`;
    new HaCluster(app, `prod-${n}`, {
      version: KubernetesVersion.V1_36,
      controlPlanes: ['a', 'b', 'c'].map((zone, index) => ({ name: `cp-${index + 1}`, address: `${net}.1${index + 1}`, zone })),
      workers: [{ name: 'worker-1', address: `${net}.31`, zone: 'a' }],
      etcd: EtcdTopology.stacked(),
      endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: `${net}.100`, networkInterface: 'eth0' }),
      networks: { pods: ['172.16.0.0/16'], services: ['172.17.0.0/16'] },
    });
  }
}

/** The objects of every chart, as they are in the YAML. */
export interface PlainChart {
  readonly id: string;
  readonly objects: ApiObjectProps[];
}

/** The final objects of an app, chart by chart, without what cdk8s does around them. */
export function plainCharts(app: App): PlainChart[] {
  return app.charts.map((chart) => ({ id: chart.node.id, objects: objectsOf(chart).map((object) => JSON.parse(JSON.stringify(object.toJson()))) }));
}

function objectsOf(chart: Chart): ApiObject[] {
  return chart.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child));
}

/** A cdk8s app without this project: one ApiObject for each plain object. */
export function bare(app: App, charts: PlainChart[]): void {
  for (const { id, objects } of charts) {
    const chart = new Chart(app, id);
    objects.forEach((object, index) => new ApiObject(chart, String(index), object));
  }
}
