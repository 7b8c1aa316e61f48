import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App } from 'cdk8s';
import { writeDist } from '../lib';
import { build } from '../main';
import { availability } from './availability';
import { bare, clusters, PlainChart, plainCharts } from './clusters';
import { measure, table } from './measure';
import { compile, ROOT, succeed } from './shell';

const RUNS = { few: 3, some: 5, many: 15 };

const work = mkdtempSync(join(tmpdir(), 'ha-bench-'));

/** What is compared: the same objects by this project and by cdk8s alone, and the writer that validates once. */
function variants(describe: (app: App) => void, charts: PlainChart[]): { [name: string]: () => void } {
  const app = () => new App({ outdir: join(work, 'out') });
  const synth = (place: (target: App) => void) => () => {
    const target = app();
    place(target);
    target.synth();
  };
  return {
    'bare cdk8s app, same objects': synth((target) => bare(target, charts)),
    'app.synth()': synth(describe),
    'writeDist(app)': () => {
      const target = app();
      describe(target);
      writeDist(target);
    },
  };
}

async function synthesis(title: string, describe: (app: App) => void, runs: number, warmUps: number): Promise<void> {
  const app = new App({ outdir: work });
  describe(app);
  const charts = plainCharts(app);
  const objects = charts.reduce((sum, chart) => sum + chart.objects.length, 0);
  console.log(`\n${title}: ${charts.length} charts, ${objects} objects`);
  console.log(table(await measure(variants(describe, charts), runs, warmUps)).join('\n'));
}

/** Milliseconds that a fresh Node spends in `require`, as it measures itself. */
function importTime(module: string): number {
  const script = `const start = performance.now(); require(${JSON.stringify(module)}); console.log(performance.now() - start)`;
  return Number(succeed(process.execPath, ['-e', script]));
}

async function imports(): Promise<void> {
  compile();
  console.log('\nimport of the compiled package, in a fresh Node');
  const things = {
    'cdk8s and cdk8s-plus-28': () => importTime('cdk8s-plus-28'),
    'cdk8s-ha-cluster': () => importTime(join(ROOT, 'build', 'lib', 'index.js')),
  };
  console.log(table(await measure(things, RUNS.many)).join('\n'));
}

async function shell(): Promise<void> {
  console.log('\nfrom the shell');
  const things = {
    'node, doing nothing': () => void succeed(process.execPath, ['-e', '0']),
    'npm run synth': () => void succeed('npm', ['run', '--silent', 'synth']),
  };
  console.log(table(await measure(things, RUNS.some)).join('\n'));
}

/** The parts in the order in which they run; `npm run bench -- reference shell` runs only some. The largest takes minutes. */
const PARTS: { readonly [name: string]: () => Promise<void> } = {
  reference: () => synthesis('reference blueprint', build, RUNS.many, 3),
  ten: () => synthesis('10 clusters in one app', (app) => clusters(app, 10), RUNS.some, 1),
  import: imports,
  shell,
  availability: () => availability(work),
  hundred: () => synthesis('100 clusters in one app', (app) => clusters(app, 100), RUNS.few, 0),
};

async function main(wanted: string[]): Promise<number> {
  const unknown = wanted.filter((name) => !(name in PARTS));
  if (unknown.length > 0) {
    console.error(`bench: unknown part ${unknown.join(', ')}; known: ${Object.keys(PARTS).join(', ')}`);
    return 2;
  }
  try {
    console.log('median, smallest to largest, multiple of the first line');
    for (const [name, part] of Object.entries(PARTS)) if (wanted.length === 0 || wanted.includes(name)) await part();
    return 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

void main(process.argv.slice(2)).then((code) => (process.exitCode = code));
