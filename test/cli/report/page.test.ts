import { createHash } from 'crypto';
import { readFileSync } from 'fs';
import { join } from 'path';
import { gather } from '../../../cli/report/gather';
import { pageOf } from '../../../cli/report/page';
import { makeReport } from '../../../cli/report/report';
import { layoutOf } from '../../../cli/report/topology/layout';
import { planOf } from '../../../cli/report/topology/plan';
import { surveyOf } from '../../../lib/availability/model';
import { temporaryFolder } from '../../temporary-folder';

let page: string;

beforeAll(async () => {
  const output = join(temporaryFolder(), 'report.html');
  await makeReport({ source: { dist: 'dist' }, now: new Date('2026-06-01T00:00:00Z') }, output);
  page = readFileSync(output, 'utf8');
});

/** The text of an element that is there once. */
function inner(tag: string): string {
  const [found, ...others] = [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))];
  expect(others).toEqual([]);
  return found![1]!;
}

test('nothing may run or be loaded but what the page itself has', () => {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1];
  expect(policy).toBe(
    `default-src 'none'; style-src ${hash(inner('style'))}; script-src ${hash(inner('script'))}; img-src data:; base-uri 'none'; form-action 'none'`,
  );
});

test('nothing points outside, and no attribute is script or style', () => {
  const markup = page.replace(inner('style'), '').replace(inner('script'), '');
  expect([...markup.matchAll(/(?:href|src|action|srcset)="([^#"][^"]*)"/g)]).toEqual([]);
  expect(markup).not.toMatch(/<[^>]*\s(on[a-z]+|style)=/);
  expect(inner('style')).not.toMatch(/@import|url\(/);
  expect(inner('script')).not.toMatch(/fetch|XMLHttpRequest|import\(|eval|innerHTML/);
});

test('every link within the page leads somewhere, and no id is there twice', () => {
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
  expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
});

test('what can be opened is open until a script closes it', () => {
  expect(page.match(/<details/g)!.length).toBe(page.match(/<details open/g)!.length);
});

test('headings, in order', () => {
  const headings = [...page.replace(/<div class="chains">[^]*?<\/section>/, '').matchAll(/<h([12])[^>]*>(.*?)<\/h\1>/g)].map(
    ([, level, text]) => `${level} ${text}`,
  );
  expect(headings).toEqual([
    '1 prod',
    '2 Topology',
    '2 What one failure does',
    '2 What two losses at once do',
    '2 Timeline of the worst failure',
    '2 Rules',
    '2 Versions',
    '2 Certificates',
    '2 Assumptions, and how to read this',
    '2 ',
  ]);
});

test('there is no time of its making in it, and it is small', () => {
  expect(page).not.toMatch(/20\d\d-\d\d-\d\d/);
  expect(page.length).toBeLessThan(300_000);
});

test('versions stand by host and component', () => {
  expect(page).toContain('<th scope="row">cp-1, cp-2, cp-3</th>');
  expect(page).toContain('<td>3.6.8-0</td>');
});

test('names of hosts and zones, addresses, versions and assumptions are text, whatever they are', async () => {
  const hostile = `"><script>alert('x')</script>&amp;`;
  const report = await gather({ source: { dist: 'dist' }, now: new Date(0) });
  const text = JSON.stringify(report.check.model).replaceAll(/"(worker-1|a|10\.0\.0\.100[:\d]*)"/g, (_, name: string) =>
    JSON.stringify(`${hostile}${name}`),
  );
  const model = { ...JSON.parse(text), assumptions: [hostile] };
  const check = { ...report.check, cluster: hostile, model, survey: surveyOf(model) };
  const versions = { components: [hostile], rows: [{ hosts: [hostile], components: { [hostile]: hostile } }] };
  const plan = planOf(model);
  const made = pageOf({ ...report, check, versions, addresses: new Map([[`${hostile}worker-1`, hostile]]) }, plan, await layoutOf(plan));
  expect(made.match(/<script/g)).toHaveLength(1);
  expect(made).not.toContain(`alert('x')`);
  expect(made.split('&amp;amp;').length).toBeGreaterThan(20);
});
