import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App, Chart } from 'cdk8s';
import { HaCluster, writeDist } from '../../lib';
import { referenceProps } from '../reference';
import { cp1, having, Js, synth } from './given';

const anything = (value: unknown) => value as any;

test.each([undefined, null, '', 7, {}])('a cluster named %p cannot be placed', (id) => {
  expect(() => new HaCluster(new App(), anything(id), referenceProps())).toThrow(/^HaCluster needs a name: got .*; allowed: a DNS label; fix: new HaCluster\(app, 'prod', \{ … \}\)$/);
});

test('a name that is no DNS label is reported with everything else', () => {
  const app = new App();
  new HaCluster(app, 'Prod_1', { ...referenceProps(), workers: anything(3) });
  const lines = app.node.findAll().flatMap((child) => child.node.validate());
  expect(lines).toContain('HA010 id: got "Prod_1"; allowed: a DNS label: 1 to 63 lower-case letters, digits and dashes, a letter or digit at both ends, not digits only; fix: use lower-case letters, digits and dashes');
  expect(lines).toContain('HA003 workers: got 3; allowed: a list; fix: give a value of the allowed type');
});

test('a cluster in a chart is refused at once', () => {
  const chart = new Chart(new App(), 'outer');
  expect(() => new HaCluster(chart, 'prod', referenceProps())).toThrow(
    'HaCluster "prod" must be placed in the App itself, because it makes one chart for each host beside its own: got "outer"; fix: new HaCluster(app, "prod", { … })',
  );
});

test.each([undefined, null, 'app', {}])('a cluster in %p is refused at once', (scope) => {
  expect(() => new HaCluster(anything(scope), 'prod', referenceProps())).toThrow('HaCluster "prod" must be placed in the App itself');
});

test('a chart that has the name of a host is named', () => {
  const app = new App();
  new Chart(app, 'prod-cp-1');
  expect(() => new HaCluster(app, 'prod', referenceProps())).toThrow(
    'the app has a chart "prod-cp-1" already, which HaCluster needs for itself; fix: give the cluster, the host or the other chart another name',
  );
});

test('a host that does not exist has no chart, and the error lists those that do', () => {
  const cluster = new HaCluster(new App(), 'prod', referenceProps());
  expect(cluster.hostChart('cp-1').node.id).toBe('prod-cp-1');
  expect(() => cluster.hostChart('cp-9')).toThrow('cluster prod has no host "cp-9"; it has cp-1, cp-2, cp-3, worker-1');
});

test('everything that is wrong comes out in one error, sorted by place', () => {
  const wrong = having({ imageRegistry: 'https://x', acknowledgements: [{ rule: 'HA999', reason: 'x' }], endpoint: Js.ControlPlaneEndpoint.external({ host: '10.0.0.11', port: 0 }), workerz: 1 });
  const { error, written } = synth((props) => wrong(cp1({ vrrpPriority: 0 })(props)));
  expect(error.map((line) => line.split(': got ')[0])).toEqual([
    'HA120 acknowledgements of HA999',
    'HA026 controlPlanes[0].vrrpPriority',
    'HA108 endpoint.host',
    'HA026 endpoint.port',
    'HA022 imageRegistry',
    'HA001 workerz',
  ]);
  expect(written).toEqual([]);
});

test('two wrong clusters are reported together, and what an earlier run wrote stays as it was', () => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'bad-input-'));
  try {
    const good = new App();
    new HaCluster(good, 'prod', referenceProps());
    writeDist(good, { outdir });
    const before = fs.readdirSync(outdir).map((name) => [name, fs.readFileSync(path.join(outdir, name), 'utf8')]);
    const bad = new App();
    for (const name of ['a', 'b']) new HaCluster(bad, name, { ...referenceProps(), workers: anything('none') });
    expect(() => writeDist(bad, { outdir })).toThrow(
      [
        'Validation failed with the following errors:',
        '  [a] HA003 workers: got "none"; allowed: a list; fix: give a value of the allowed type',
        '  [b] HA003 workers: got "none"; allowed: a list; fix: give a value of the allowed type',
      ].join('\n'),
    );
    expect(fs.readdirSync(outdir).map((name) => [name, fs.readFileSync(path.join(outdir, name), 'utf8')])).toEqual(before);
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
});

test('app.synth() says the same', () => {
  const app = new App({ outdir: path.join(os.tmpdir(), 'never-written') });
  new HaCluster(app, 'prod', { ...referenceProps(), workers: anything('none') });
  expect(() => app.synth()).toThrow('[prod] HA003 workers: got "none"; allowed: a list; fix: give a value of the allowed type');
});
