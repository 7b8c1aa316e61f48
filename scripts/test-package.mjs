/**
 * Tries the package as a stranger would: packs it, installs the tarball into an empty cdk8s app, runs the first example there.
 *
 * Last line: `N passed, N failed`. Packages come from the npm cache where it has them.
 */
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const { devDependencies, name: PACKAGE } = require('../package.json');

const PROGRAM = `import { App } from 'cdk8s';
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, KubernetesVersion } from 'cdk8s-ha-cluster';

const app = new App();
new HaCluster(app, 'prod', {
  version: KubernetesVersion.V1_36,
  controlPlanes: [
    { name: 'cp-1', address: '10.0.0.11', zone: 'a' },
    { name: 'cp-2', address: '10.0.0.12', zone: 'b' },
    { name: 'cp-3', address: '10.0.0.13', zone: 'c' },
  ],
  workers: [{ name: 'worker-1', address: '10.0.0.31', zone: 'a' }],
  etcd: EtcdTopology.stacked(),
  endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0' }),
});
app.synth();
`;

const FILES = ['prod-api.k8s.yaml', 'prod-cp-1.k8s.yaml', 'prod-cp-2.k8s.yaml', 'prod-cp-3.k8s.yaml', 'prod-worker-1.k8s.yaml', 'prod.k8s.yaml'];

/** What a tarball may hold: anything else was shipped by accident. */
const SHIPPED = /^(build\/(lib|cli|rehearsal)\/.+\.(js|d\.ts)|cli\/bundle\/install\.sh|cli\/report\/browser\/.+\.(js|css)|scripts\/collect-host\.sh|rehearsal\/cis\/collect\.sh|rehearsal\/images\/.+\.(sh|mjs|go)|scripts\/build-components\.sh|schemas\/.+\.schema\.json|docs\/.+|node_modules\/.+|(README|CHANGELOG)\.md|LICENSE|package\.json)$/;

const TSCONFIG = {
  compilerOptions: { target: 'ES2022', module: 'commonjs', lib: ['ES2022'], strict: true, skipLibCheck: false, types: ['node'], outDir: 'compiled' },
  include: ['main.ts'],
};

/** Ends with the output of the command where it fails. */
function run(folder, command, args, environment = {}) {
  const result = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...environment }, maxBuffer: 1 << 26 });
  if (result.error) throw result.error;
  strictEqual(result.status, 0, `${command} ${args.join(' ')} ended with ${result.status}:\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

/** A tool of the workshop, so that the foreign app installs only what the package asks for. */
function tool(packageName, file) {
  return join(ROOT, 'node_modules', packageName, file);
}

function pack(folder) {
  const [{ filename, files }] = JSON.parse(run(ROOT, 'npm', ['pack', '--json', '--silent', '--pack-destination', folder]).replace(/^[^[]*/, ''));
  return { tarball: join(folder, filename), files: files.map((file) => file.path) };
}

function makeApp(folder, tarball) {
  mkdirSync(folder);
  const pinned = ['cdk8s', 'cdk8s-plus-28', 'constructs', '@types/node'].map((name) => [name, devDependencies[name]]);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'foreign', private: true, dependencies: Object.fromEntries(pinned) }));
  writeFileSync(join(folder, 'main.ts'), PROGRAM);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  writeFileSync(join(folder, 'cdk8s.yaml'), `language: typescript\napp: node ${tool('tsx', 'dist/cli.mjs')} main.ts\noutput: dist\n`);
  run(folder, 'npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--fetch-retries=5', tarball]);
}

function contents(folder) {
  return Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function checks(work, packed) {
  const app = join(work, 'app');
  return [
    ['the tarball holds the compiled library and command line, their scripts, the schemas and the documents, and nothing else', () => {
      deepStrictEqual(packed.files.filter((file) => !SHIPPED.test(file)), []);
      for (const file of ['build/lib/index.js', 'build/lib/index.d.ts', 'build/cli/main.js', 'cli/bundle/install.sh', 'rehearsal/images/build.sh', 'schemas/host-file.schema.json', 'LICENSE']) ok(packed.files.includes(file), `${file} is missing`);
    }],
    ['installs into an empty app beside its peers', () => makeApp(app, packed.tarball)],
    ['the first example compiles, library types checked', () => run(app, process.execPath, [tool('typescript', 'bin/tsc'), '-p', '.'])],
    ['the first example writes one file for the plan, the API objects and each host', () => {
      run(app, process.execPath, [join('compiled', 'main.js')]);
      deepStrictEqual(Object.keys(contents(join(app, 'dist'))), FILES);
    }],
    ['cdk8s synth gives the same bytes', () => {
      cpSync(join(app, 'dist'), join(app, 'first'), { recursive: true });
      run(app, process.execPath, [tool('cdk8s-cli', 'bin/cdk8s'), 'synth', '--check-upgrade=false'], { CDK8S_CHECK_UPGRADE: 'false' });
      deepStrictEqual(contents(join(app, 'dist')), contents(join(app, 'first')));
    }],
    ['its command issues keys and writes a tree for each host, from the YAML alone', () => {
      const command = join('node_modules', '.bin', 'ha-cluster');
      run(app, command, ['pki', 'issue', 'dist', '--secrets', 'secrets']);
      run(app, command, ['bundle', 'dist', '--secrets', 'secrets', '--out', 'bundle']);
      deepStrictEqual(readdirSync(join(app, 'bundle', 'prod')).sort(), ['cp-1', 'cp-2', 'cp-3', 'worker-1']);
      ok(readFileSync(join(app, 'bundle', 'prod', 'cp-1', 'install'), 'utf8').startsWith('#!'), 'install is no script');
      run(app, command, ['pki', 'check', 'dist', '--secrets', 'secrets']);
    }],
    ['it checks, compares and reports', () => {
      const command = join('node_modules', '.bin', 'ha-cluster');
      run(app, command, ['check', 'dist']);
      run(app, command, ['diff', 'dist', 'dist', '--exit-code']);
      run(app, command, ['report', 'dist', '-o', 'report.html']);
      ok(readFileSync(join(app, 'report.html'), 'utf8').includes('<svg'), 'the report has no picture');
    }],
    ['importing the package loads its library and nothing of the command line or the rehearsal', () => {
      const list = `require('${PACKAGE}'); console.log(JSON.stringify(Object.keys(require.cache)))`;
      const own = join('node_modules', PACKAGE);
      const loaded = JSON.parse(run(app, process.execPath, ['-e', list])).filter((path) => path.includes(own)).map((path) => path.slice(path.indexOf(own) + own.length + 1));
      ok(loaded.includes(join('build', 'lib', 'index.js')), 'the library was not loaded');
      deepStrictEqual(loaded.filter((path) => !path.startsWith(join('build', 'lib')) && !path.startsWith('node_modules')), []);
      deepStrictEqual(loaded.filter((path) => /(^|[\\/])(cli|rehearsal)([\\/]|$)/.test(path)), []);
    }],
  ];
}

function attempt([name, check]) {
  try {
    check();
    console.log(`ok      ${name}`);
    return true;
  } catch (error) {
    console.log(`not ok  ${name}\n${String(error.message).replace(/^/gm, '        ')}`);
    return false;
  }
}

function main() {
  const work = mkdtempSync(join(tmpdir(), 'cdk8s-ha-cluster-package-'));
  try {
    let packed;
    const results = [attempt(['packs', () => { packed = pack(work); }])];
    if (packed) results.push(...checks(work, packed).map(attempt));
    const passed = results.filter(Boolean).length;
    console.log(`${passed} passed, ${results.length - passed} failed`);
    return passed === results.length ? 0 : 1;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

process.exitCode = main();
