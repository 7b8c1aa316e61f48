import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Command } from 'commander';
import { registerReport, ReportCommandOptions, runReport } from '../../../cli/report/register';
import { temporaryFolder } from '../../temporary-folder';

const NOW = new Date('2026-06-01T00:00:00Z');

/** One host of the reference blueprint: reading YAML is what takes time here. */
const ONE_HOST = ['prod.k8s.yaml', 'prod-cp-1.k8s.yaml'];

/** What the command says, and what it throws. */
async function report(dist: string | undefined, options: Partial<ReportCommandOptions> & { readonly output: string }) {
  const said: { text?: string; data?: any; error?: Error } = {};
  const output = {
    progress: () => {},
    result: (text: string, data: unknown) => void Object.assign(said, { text, data }),
  };
  await runReport(dist, options, output, NOW).catch((error: Error) => (said.error = error));
  return said;
}

/** The reference blueprint, or some of its files, with changes to the YAML. */
function changed(change: (text: string) => string, files = readdirSync('dist')): string {
  const folder = temporaryFolder();
  for (const file of files) writeFileSync(join(folder, file), change(readFileSync(join('dist', file), 'utf8')));
  return folder;
}

let small: string;
beforeAll(() => {
  small = changed((text) => text, ONE_HOST);
});

function results(folder: string, content: object): string {
  const file = join(folder, 'results.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('says where the page is and what matters most, and writes the picture beside it, which the documentation shows', async () => {
  const folder = temporaryFolder();
  const [output, svg] = [join(folder, 'report.html'), join(folder, 'topology.svg')];
  const { text, data, error } = await report('dist', { output, svg });
  expect(error).toBeUndefined();
  expect(
    text!
      .replaceAll(folder, '.')
      .replace(/\d+ kB/, 'N kB')
      .replace(/at most [\d.]+ s/g, 'at most N s'),
  ).toMatchInlineSnapshot(`
"./report.html: N kB, one file; open it in a browser
./topology.svg: the picture of the topology
prod survives the loss of any 1 of 3 hosts of its control plane, and of any 1 of 3 zones.
API: at most N s after any single failure that is survived
controllers: at most N s after any single failure that is survived
rules: no findings, 2 rules accepted"
`);
  expect(readdirSync(folder).sort()).toEqual(['report.html', 'topology.svg']);
  expect(readFileSync(svg, 'utf8')).toBe(readFileSync('docs/images/topology.svg', 'utf8'));
  expect(data).toMatchObject({
    cluster: 'prod',
    report: output,
    svg,
    bytes: readFileSync(output).length,
    tolerance: { hosts: 1, zones: 1 },
    measured: null,
  });
});

test('the same files make the same bytes, whatever the day and the order of files and documents', async () => {
  const folder = temporaryFolder();
  const shuffled = temporaryFolder();
  mkdirSync(join(shuffled, 'z'));
  for (const [index, file] of ONE_HOST.entries()) {
    const documents = readFileSync(join('dist', file), 'utf8').split(/^---$/m).reverse();
    writeFileSync(join(shuffled, 'z', `${9 - index}.yaml`), documents.join('\n---\n'));
  }
  await report(small, { output: join(folder, 'a.html'), svg: join(folder, 'a.svg') });
  await runReport(
    shuffled,
    { output: join(folder, 'b.html'), svg: join(folder, 'b.svg') },
    { progress: () => {}, result: () => {} },
    new Date('2031-01-01T00:00:00Z'),
  );
  expect(readFileSync(join(folder, 'b.html'), 'utf8')).toBe(readFileSync(join(folder, 'a.html'), 'utf8'));
  expect(readFileSync(join(folder, 'b.svg'), 'utf8')).toBe(readFileSync(join(folder, 'a.svg'), 'utf8'));
});

test('a timer that is changed in the YAML changes the bound that is said', async () => {
  const output = join(temporaryFolder(), 'report.html');
  const slow = changed((text) => text.replaceAll('--leader-elect-lease-duration=6s', '--leader-elect-lease-duration=9s'));
  const before = (await report('dist', { output })).data.recoveries.find(({ service }: { service: string }) => service === 'controllers');
  const after = (await report(slow, { output })).data.recoveries.find(({ service }: { service: string }) => service === 'controllers');
  expect(after.millis - before.millis).toBe(3000);
});

test('what was measured stands beside the bound, and what took longer is exit code 1 after the page was written', async () => {
  const folder = temporaryFolder();
  const output = join(folder, 'report.html');
  const one = (runs: number[]) => ({
    version: 1,
    cluster: 'prod',
    results: [{ failure: { kind: 'host', host: 'cp-1' }, service: 'controllers', runs }],
  });
  const fine = await report('dist', { output, rehearsal: results(folder, one([7100, 7000, 9000])) });
  expect(fine.error).toBeUndefined();
  expect(fine.data.measured).toMatchObject([
    { failure: 'cp-1 lost', service: 'controllers', runs: 3, least: 7000, median: 7100, most: 9000, comesBack: true, beyond: false },
  ]);
  expect(readFileSync(output, 'utf8')).toContain('None of 1 measurements took longer than its bound.');
  const bad = await report('dist', { output, rehearsal: results(folder, one([7000, 60_000])) });
  expect(bad.error).toMatchObject({ exitCode: 1, message: 'prod: 1 measurement of 1 above the bound: controllers after cp-1 lost' });
  expect(readFileSync(output, 'utf8')).toContain('<b class="error">✕ longer than the bound</b>');
});

test('results of another cluster are refused, and the old page stays', async () => {
  const folder = temporaryFolder();
  const output = join(folder, 'report.html');
  writeFileSync(output, 'old');
  const { error } = await report(small, { output, rehearsal: results(folder, { version: 1, cluster: 'stage', results: [] }) });
  expect(error).toMatchObject({ exitCode: 2 });
  expect(error!.message).toMatch(/results\.json: cluster: got stage; allowed: prod; fix: /);
  expect(readFileSync(output, 'utf8')).toBe('old');
});

test('several clusters need a name', async () => {
  const folder = changed((text) => text, ONE_HOST);
  for (const file of ONE_HOST) {
    const text = readFileSync(join('dist', file), 'utf8').replaceAll('ha-cluster.local/cluster: prod', 'ha-cluster.local/cluster: stage');
    writeFileSync(join(folder, `stage-${file}`), text);
  }
  const output = join(folder, 'report.html');
  expect((await report(folder, { output })).error).toMatchObject({
    exitCode: 2,
    message: `${folder} describes prod, stage; allowed: one cluster; fix: add --cluster NAME`,
  });
  expect((await report(folder, { output, cluster: 'stage' })).data.cluster).toBe('stage');
});

test('a reason with markup in it is text', async () => {
  const reason = '</script><img src=x onerror=alert(1)>';
  const hostile = changed((text) => text.replace(/reason: kubelets and balancers.*/, () => `reason: "${reason}"`), ONE_HOST);
  const output = join(temporaryFolder(), 'report.html');
  const { error } = await report(hostile, { output });
  const page = readFileSync(output, 'utf8');
  expect(error).toBeUndefined();
  expect(page).not.toContain(reason);
  expect(page).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;');
  expect(page.match(/<script/g)).toHaveLength(1);
});

test('a folder that is missing is said, and so is a folder in the place of the file', async () => {
  const folder = temporaryFolder();
  const missing = join(folder, 'none', 'report.html');
  expect((await report(small, { output: missing })).error).toMatchObject({
    exitCode: 2,
    message: `${missing}: cannot be written (ENOENT); allowed: a file in a folder that exists; fix: make the folder ${join(folder, 'none')}, or give another path`,
  });
  expect((await report(small, { output: folder })).error).toMatchObject({
    exitCode: 2,
    message: `${folder}: got a folder; allowed: a file; fix: give a name in it, such as ${folder}/report.html`,
  });
});

test('where the picture cannot be written, the page is not written either', async () => {
  const folder = temporaryFolder();
  const output = join(folder, 'report.html');
  expect((await report(small, { output, svg: join(folder, 'none', 'x.svg') })).error).toMatchObject({ exitCode: 2 });
  expect(readdirSync(folder)).toEqual([]);
});

test.each<[string, string | undefined, Partial<ReportCommandOptions>, string]>([
  [
    'two sources',
    'dist',
    { hosts: 'trees' },
    'got the folder dist and --hosts trees; allowed: one of them; fix: leave out the one that is not meant',
  ],
  [
    'one path for both files',
    'dist',
    { svg: 'x.html' },
    "--svg: got x.html, which is the page's own path; allowed: another file; fix: --svg topology.svg",
  ],
])('%s are wrong usage', async (_, dist, options, message) => {
  const { error } = await report(dist, { output: 'x.html', ...options });
  expect(error).toMatchObject({ exitCode: 2, message });
  expect(existsSync('x.html')).toBe(false);
});

test('the help says every option', () => {
  const program = new Command();
  registerReport(program);
  const help = program.commands[0]!.helpInformation();
  for (const option of ['-o, --output', '--svg', '--hosts', '--cluster', '--secrets', '--rehearsal', '--format']) expect(help).toContain(option);
});
