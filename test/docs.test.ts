import * as fs from 'fs';
import * as path from 'path';
import { App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { ControlPlaneEndpoint, EtcdTopology, HaCluster, HaClusterProps, KubernetesVersion, Patch, writeDist } from '../lib';
import { ALL_RULES } from '../lib/rules';
import { renderVersionsDoc } from '../scripts/versions-doc';

const ROOT = path.join(__dirname, '..');
const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const below = (folder: string): string[] =>
  fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);
const PAGES = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'examples/README.md', ...below('docs')].sort();

/** Anchors of a page's headings, as GitHub makes them. */
function anchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    (title as string).toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-'),
  );
}

/** Links of a page that lead to nothing. */
function deadLinks(page: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link as string).filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path.join(ROOT, page) : path.join(ROOT, path.dirname(page), file);
    return !fs.existsSync(target) || (anchor !== undefined && !anchors(fs.readFileSync(target, 'utf8')).includes(anchor));
  });
}

/** The blocks of one language in a page. */
function blocks(page: string, language: string): string[] {
  return [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text as string);
}

const REFERENCE: HaClusterProps = {
  version: KubernetesVersion.V1_36,
  controlPlanes: [
    { name: 'cp-1', address: '10.0.0.11', zone: 'a' },
    { name: 'cp-2', address: '10.0.0.12', zone: 'b' },
    { name: 'cp-3', address: '10.0.0.13', zone: 'c' },
  ],
  workers: [{ name: 'worker-1', address: '10.0.0.31', zone: 'a' }],
  etcd: EtcdTopology.stacked(),
  endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.0.0.100', networkInterface: 'eth0' }),
};

/** What synth says to the reference cluster with some properties changed. */
function errorOf(change: Partial<HaClusterProps>): string {
  const app = new App();
  new HaCluster(app, 'prod', { ...REFERENCE, ...change });
  try {
    writeDist(app, { outdir: '/nonexistent/never-written' });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was wrong');
}

test('docs/versions.md is what the table says now; `npm run docs` writes it', () => {
  expect(read('docs/versions.md')).toBe(renderVersionsDoc());
});

test.each(PAGES)('%s: every link leads somewhere', (page) => {
  expect(deadLinks(page, read(page))).toEqual([]);
});

test.each(PAGES)('%s: every rule that is named exists', (page) => {
  const known = new Set(ALL_RULES.map((rule) => rule.id));
  expect([...read(page).matchAll(/\b(?:HA\d{3}|CIS-[\d.]*\d)\b/g)].map(([id]) => id).filter((id) => !known.has(id))).toEqual([]);
});

test('README is short, and its first example is in the first 40 lines', () => {
  const lines = read('README.md').split('\n');
  expect(lines.length).toBeLessThan(200);
  expect(lines.indexOf('writeDist(app);')).toBeGreaterThan(0);
  expect(lines.indexOf('writeDist(app);')).toBeLessThan(40);
});

test('README and the getting started page show the program that the stacked example is', () => {
  const body = (text: string) => /new HaCluster\(app, 'prod', \{[^]*?\n *\}\);/.exec(text)?.[0].replace(/^ +/gm, '');
  const example = body(read('examples/stacked/main.ts'));
  expect(example).toBeDefined();
  expect(body(read('README.md'))).toBe(example);
  expect(body(read('docs/getting-started.md'))).toBe(example);
});

test('the YAML in README is an excerpt of what is rendered', () => {
  const app = new App();
  new HaCluster(app, 'prod', REFERENCE);
  const rendered = app.charts.find((chart) => chart.node.id === 'prod-cp-1')!.toJson();
  const [excerpt = ''] = blocks('README.md', 'yaml');
  const documents = parseAllDocuments(excerpt).map((document) => document.toJS());
  expect(documents).toHaveLength(2);
  for (const { kind, metadata, spec } of documents) {
    const whole = rendered.find((candidate: any) => candidate.kind === kind && candidate.metadata.name === metadata.name);
    const { content = '', containers = [], ...rest } = spec;
    expect(whole.metadata).toMatchObject(metadata);
    expect(whole.spec).toMatchObject(rest);
    for (const line of content.split('\n').filter((text: string) => text.trim() !== '' && text.trim() !== '# …')) expect(whole.spec.content).toContain(line);
    for (const { command, ...container } of containers) {
      expect(whole.spec.containers[0]).toMatchObject(container);
      expect(whole.spec.containers[0].command).toEqual(expect.arrayContaining(command));
    }
  }
});

test('errors that pages show are what synth says, word for word', () => {
  const [, cp2, cp3] = REFERENCE.controlPlanes;
  const controlPlanes = [REFERENCE.controlPlanes[0]!, { ...cp2!, address: '10.0.0.300' }, cp3!];
  const said = [
    errorOf({ controlPlanes, endpoint: ControlPlaneEndpoint.haproxyKeepalived({ virtualIp: '10.96.0.100', networkInterface: 'eth0' }) }),
    errorOf({ controlPlanes }),
    errorOf({ patches: [Patch.strategicMerge({ kind: 'Pod', name: 'ectd' }, { spec: {} })] }),
  ].join('\n');
  const shown = PAGES.flatMap((page) => blocks(page, 'text')).flatMap((block) => block.split('\n').map((line) => line.trim()).filter((line) => line.startsWith('[prod] ')));
  expect(shown.length).toBeGreaterThanOrEqual(4);
  expect(shown.filter((line) => !said.includes(line))).toEqual([]);
});
