/**
 * Compiles lib/ with jsii in a temporary copy: what the package exports must stay within what jsii can translate to other languages.
 *
 * The copy keeps jsii's generated tsconfig.json, its assembly and its output away from ours.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

/** jsii says so on each run under Node 20; it is about the compiler's support, not about the sources. */
const BANNER = /^\s*(!!|\*\*).*$|^.*JSII_SILENCE_WARNING.*$/;

function derivedPackage() {
  const source = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const { name, version, description, license, author, repository, keywords, stability, dependencies, bundleDependencies, peerDependencies } = source;
  const pinned = Object.fromEntries(Object.entries(peerDependencies).map(([peer, range]) => [peer, range.replace(/^\^/, '')]));
  return {
    name, version, description, license, author, repository, keywords, stability, dependencies, bundleDependencies, peerDependencies,
    devDependencies: pinned,
    main: 'out/index.js',
    types: 'out/index.d.ts',
    jsii: { outdir: 'jsii', targets: {}, tsc: { rootDir: 'lib', outDir: 'out', types: ['node'] } },
  };
}

function prepare(folder) {
  cpSync(join(ROOT, 'lib'), join(folder, 'lib'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'package.json'), JSON.stringify(derivedPackage(), null, 2));
  writeFileSync(join(folder, 'README.md'), '# cdk8s-ha-cluster\n');
}

/** How many types the assembly describes: 0 would mean that nothing was checked. */
function typesIn(folder) {
  return Object.keys(JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8')).types ?? {}).length;
}

function main() {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-ha-cluster-jsii-'));
  try {
    prepare(folder);
    const jsii = join(require.resolve('jsii/package.json'), '..', 'bin', 'jsii');
    const run = spawnSync(process.execPath, [jsii], { cwd: folder, encoding: 'utf8' });
    const said = `${run.stdout}${run.stderr}`.split('\n').filter((line) => line.trim() && !BANNER.test(line)).join('\n');
    if (said) console.log(said);
    const types = run.status === 0 ? typesIn(folder) : 0;
    if (types === 0) {
      console.log('0 passed, 1 failed');
      return 1;
    }
    console.log(`jsii accepts ${types} exported types`);
    console.log('1 passed, 0 failed');
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = main();
