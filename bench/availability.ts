import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { performance } from 'perf_hooks';
import { App } from 'cdk8s';
import { checkClusters } from '../cli/check/check';
import { checkResult } from '../cli/check/result';
import { compare } from '../cli/diff/compare';
import { diffText } from '../cli/diff/text';
import { makeReport } from '../cli/report/report';
import { readObserved } from '../cli/stream/observed';
import { build as seven } from '../examples/seven-members-three-zones/main';
import { writeDist } from '../lib';
import { assess, ClusterModel, Failure, modelOf, singleFailures, surveyOf } from '../lib/availability/model';
import { build as reference } from '../main';
import { clusters } from './clusters';
import { measure, Measurement, table } from './measure';
import { compile, ROOT, succeed } from './shell';

const RUNS = 15;
const COUNTS = [1, 10, 100];

/** `check`, `diff` and `report`: as an operator calls them, without the start of a program, and on more than one small cluster. */
export async function availability(work: string): Promise<void> {
  const places = prepare(work);
  print('check, diff and report of the reference blueprint, from the shell, compiled', await fromShell(places));
  print('the same in process', await inProcess(places));
  print('check of many clusters, in process: time for each cluster', await many(work));
  const model = modelOf(readObserved({ dist: rendered(join(work, 'seven'), seven) })[0]!);
  print(`seven members in three zones: ${pairsOf(model).length} pairs of ${singleFailures(model).length} single failures`, await failures(model));
}

/** Folders and files of one run. */
interface Places {
  readonly dist: string;
  /** The same cluster with other timing. */
  readonly changed: string;
  readonly page: string;
}

/** A change that reaches every host: slower checks, a longer lease, other priorities of the virtual IP. */
const CHANGE: [RegExp, string][] = [
  [/inter 500ms/g, 'inter 1000ms'],
  [/lease-duration=6s/g, 'lease-duration=8s'],
  [/advert_int 0\.1/g, 'advert_int 0.3'],
];

function prepare(work: string): Places {
  const dist = rendered(join(work, 'reference'), reference);
  const changed = copied(dist, join(work, 'changed'), (text) => CHANGE.reduce((now, [from, to]) => now.replace(from, to), text));
  return { dist, changed, page: join(work, 'report.html') };
}

/** The YAML of an app. */
function rendered(outdir: string, describe: (app: App) => void): string {
  const app = new App({ outdir });
  describe(app);
  writeDist(app);
  return outdir;
}

function copied(from: string, to: string, edit: (text: string) => string, name: (file: string) => string = (file) => file): string {
  mkdirSync(to, { recursive: true });
  for (const file of readdirSync(from)) writeFileSync(join(to, name(file)), edit(readFileSync(join(from, file), 'utf8')));
  return to;
}

async function fromShell({ dist, changed, page }: Places): Promise<Measurement[]> {
  compile();
  const command = (...args: string[]) => {
    return () => void succeed(process.execPath, [join(ROOT, 'build', 'cli', 'main.js'), ...args]);
  };
  return measure(
    {
      'node, doing nothing': () => void succeed(process.execPath, ['-e', '0']),
      'ha-cluster --version': command('--version'),
      'ha-cluster check': command('check', dist),
      'ha-cluster diff': command('diff', changed, dist),
      'ha-cluster report': command('report', dist, '--output', page),
    },
    RUNS,
  );
}

async function inProcess({ dist, changed, page }: Places): Promise<Measurement[]> {
  const [cluster] = readObserved({ dist });
  const now = new Date();
  return measure(
    {
      'the failure model alone': () => void surveyOf(modelOf(cluster!)),
      'reading the YAML': () => void readObserved({ dist }),
      check: async () => void checkResult(await checkClusters({ source: { dist }, now })),
      diff: () => void diffText(compare({ before: changed, after: dist, hosts: false })),
      report: async () => void (await makeReport({ source: { dist }, secrets: undefined, rehearsal: undefined, now }, page)),
    },
    RUNS,
    3,
  );
}

/** So many clusters in one folder, alike but for their names. */
async function many(work: string): Promise<Measurement[]> {
  const one = rendered(join(work, 'one'), (app) => clusters(app, 1));
  const now = new Date();
  const things = COUNTS.map((count) => {
    const dist = join(work, `many-${count}`);
    for (let n = 0; n < count; n++) {
      const named = (text: string) => text.replaceAll('prod-0', `prod-${n}`);
      copied(one, dist, named, named);
    }
    const run = async () => {
      const start = performance.now();
      checkResult(await checkClusters({ source: { dist }, now }));
      return (performance.now() - start) / count;
    };
    return [`${count} ${count === 1 ? 'cluster' : 'clusters'}, each`, run] as const;
  });
  return measure(Object.fromEntries(things), 5);
}

/** Everything that the model can be asked about one cluster. */
async function failures(model: ClusterModel): Promise<Measurement[]> {
  return measure(
    {
      'survey: singles, certificates, tolerance': () => void surveyOf(model),
      'every pair of single failures': () => void pairsOf(model).map((pair) => assess(model, pair)),
    },
    RUNS,
  );
}

function pairsOf(model: ClusterModel): Failure[][] {
  const singles = singleFailures(model);
  return singles.flatMap((first, index) => singles.slice(index + 1).map((second) => [first, second]));
}

function print(title: string, measurements: Measurement[]): void {
  console.log(`\n${title}`);
  console.log(table(measurements).join('\n'));
}
