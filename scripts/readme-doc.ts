import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'cdk8s';
import { checkClusters } from '../cli/check/check';
import { checkText } from '../cli/check/text';
import { compare } from '../cli/diff/compare';
import { diffText } from '../cli/diff/text';
import { layoutOf } from '../cli/report/topology/layout';
import { planOf } from '../cli/report/topology/plan';
import { standalone } from '../cli/report/topology/standalone';
import { ControlPlaneEndpoint, EtcdTopology, FailoverTiming, HaCluster, KubernetesVersion, writeDist } from '../lib';
import { textBlock, withParts } from './generated-parts';
import { DIST, Reference } from './reference-model';

/** README.md with what `check` and `diff` say now. */
export async function renderReadme(): Promise<string> {
  const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
  return withParts(page, { check: textBlock(await checkExcerpt()), diff: textBlock(diffExcerpt()) });
}

/** docs/images/topology.svg: the picture that `report --svg` writes of the reference blueprint. */
export async function renderTopology(): Promise<string> {
  const plan = planOf(new Reference().model);
  return standalone(plan, await layoutOf(plan));
}

/** The slowest recoveries. */
async function checkExcerpt(): Promise<string> {
  const [report] = await checkClusters({ source: { dist: DIST }, now: new Date(0) });
  const text = checkText(report!);
  return text.slice(text.indexOf('Slowest recovery'), text.indexOf('\n\nCertificates'));
}

/** A check script of the virtual IP that has to fail three times: its worst effect, and what it touches. */
function diffExcerpt(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ha-docs-'));
  try {
    const app = new App({ outdir: folder });
    new HaCluster(app, 'prod', {
      version: KubernetesVersion.V1_36,
      controlPlanes: ['a', 'b', 'c'].map((zone, index) => ({ name: `cp-${index + 1}`, address: `10.0.0.1${index + 1}`, zone })),
      workers: [{ name: 'worker-1', address: '10.0.0.31', zone: 'a' }],
      etcd: EtcdTopology.stacked(),
      endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0', workerLoadBalancer: true }),
      timing: FailoverTiming.balanced({ vrrpCheckFall: 3 }),
    });
    writeDist(app);
    const text = diffText(compare({ before: DIST, after: folder, hosts: false }));
    const [head = '', changes = ''] = text.slice(text.indexOf('Availability'), text.indexOf('\n\nOrder')).split('\n\n');
    return [head.split('\n').slice(0, 3).join('\n'), '  …', changes].join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
