import { join } from 'path';
import { temporaryFolder } from '../../temporary-folder';
import { ACTION, runAction } from './action-steps';
import { git, repository, write } from './repository';

let folder: string;
let [first, head] = ['', ''];
beforeAll(() => {
  folder = repository();
  [first, head] = [git(folder, 'rev-parse', 'HEAD~1'), git(folder, 'rev-parse', 'HEAD')];
});

const pullRequest = () => ({
  'github.event.pull_request.base.sha': first,
  'github.event.pull_request.head.sha': head,
  'github.event.pull_request.number': '7',
});

const DIFFERENT = { FAKE_DIFF: '### prod: 3 reloads\n' };
const NEXT_COMMENT = 'repos/o/r/issues/7/comments';

test('the action is composite, uses no other action, and gives nothing to a shell but by the environment', () => {
  const { using, steps } = ACTION.runs;
  expect(using).toBe('composite');
  expect(steps.map(({ name, shell }) => [name, shell])).toEqual([
    ['Compare and check', 'bash'],
    ['Comment', 'bash'],
    ['Result', 'bash'],
  ]);
  for (const step of steps) {
    expect(Object.keys(step)).not.toContain('uses');
    expect(step.run).not.toContain('${{');
    for (const value of Object.values(step.env)) expect(value).toMatch(/^\$\{\{ [\w.|\- ]+ \}\}$/);
  }
});

test('every input and output is described, and every input is used', () => {
  const text = JSON.stringify(ACTION.runs);
  for (const [name, { description }] of Object.entries(ACTION.inputs)) {
    expect(description).toMatch(/\w{3}.*\.$/);
    expect(text).toContain(`inputs.${name}`);
  }
  for (const { description, value } of Object.values(ACTION.outputs))
    expect([description, value]).toEqual([expect.stringMatching(/\.$/), expect.stringContaining('steps.review.outputs.')]);
  expect(ACTION.runs.steps.flatMap(({ env }) => Object.keys(env))).toEqual(expect.arrayContaining(['GH_TOKEN']));
  expect(ACTION.runs.steps.filter(({ env }) => 'GH_TOKEN' in env).map(({ name }) => name)).toEqual(['Comment']);
});

test('a pull request that changes something is compared with its base, checked, and commented on', () => {
  const run = runAction(folder, { event: pullRequest(), fakes: DIFFERENT });
  expect(run.status).toBe(0);
  expect(run.calls).toEqual([`diff|--format|markdown|--fail-on-worse|--|${first}:./dist|dist`, 'check|dist|--format|markdown']);
  expect(run.gh).toHaveLength(2);
  expect(run.gh[1]).toMatch(new RegExp(`^api --method POST ${NEXT_COMMENT} --field body=@.*/comment\\.md --silent$`));
  const lines = [
    expect.stringMatching(/^<!-- ha-cluster-review \d+ -->$/),
    '## What this change does',
    '',
    '### prod: 3 reloads',
    '',
    '## What rules and the failure model find',
    '',
    'all is good',
  ];
  expect(run.body?.split('\n')).toEqual(lines);
  expect(run.summary).toBe(run.body);
  expect(run.outputs).toMatchObject({ different: 'true', worse: 'false' });
});

test('the one comment is changed from then on', () => {
  const run = runAction(folder, { event: pullRequest(), fakes: { ...DIFFERENT, FAKE_COMMENTS: '42\n43\n' } });
  expect(run.gh).toEqual([
    expect.stringMatching(new RegExp(`^api --paginate ${NEXT_COMMENT}\\?per_page=100 --jq .*startswith\\("<!-- ha-cluster-review \\d+ -->"\\)`)),
    expect.stringMatching(/^api --method PATCH repos\/o\/r\/issues\/comments\/42 --field body=@.* --silent$/),
  ]);
});

test('a pull request that changes nothing gets no comment, and takes back what an earlier one said', () => {
  expect(runAction(folder, { event: pullRequest() }).gh).toHaveLength(1);
  const run = runAction(folder, { event: pullRequest(), fakes: { FAKE_COMMENTS: '42' } });
  expect(run.gh[1]).toContain('--method PATCH');
  expect(run.body).toContain('No difference in what the files mean.');
});

test('a token that may only read, as from a fork, leaves the summary, and fails nothing', () => {
  const run = runAction(folder, { event: pullRequest(), fakes: { ...DIFFERENT, FAKE_READ_ONLY: '1' } });
  expect(run.status).toBe(0);
  expect(run.stdout).toContain('::notice::this pull request cannot be commented on, as from a fork; the result is in the summary of this job');
  expect(run.summary).toContain('### prod: 3 reloads');
});

test('less tolerance fails the job, unless it is meant', () => {
  const fakes = { ...DIFFERENT, FAKE_DIFF_CODE: '1' };
  const run = runAction(folder, { event: pullRequest(), fakes });
  expect([run.status, run.outputs.worse]).toEqual([1, 'true']);
  expect(run.stdout).toContain('::error::less is tolerated or survived than before');
  expect(run.body).toContain('### prod: 3 reloads');
  expect(runAction(folder, { event: pullRequest(), fakes, inputs: { 'fail-on-worse': 'false' } }).status).toBe(0);
});

test('findings and unreadable input fail the job after they were said', () => {
  const findings = runAction(folder, { event: pullRequest(), fakes: { FAKE_CHECK: 'bad', FAKE_CHECK_CODE: '1' } });
  expect([findings.status, findings.body?.split('\n').at(-1)]).toEqual([1, 'bad']);
  const unreadable = runAction(folder, { event: pullRequest(), fakes: { FAKE_DIFF_CODE: '2', FAKE_CHECK_CODE: '3' } });
  expect(unreadable.status).toBe(3);
  expect(unreadable.body).toContain('The comparison failed: the log of this job says why.');
  expect(unreadable.body).toContain('The check failed: the log of this job says why.');
});

test('inputs are passed on as single arguments, whatever is in them', () => {
  const strange = temporaryFolder();
  git(strange, 'init', '--quiet', '--initial-branch=main');
  const dist = `a b;$(touch x)'"`;
  write(join(strange, dist, 'x.yaml'), 'a: 1\n');
  git(strange, 'add', '.');
  git(strange, 'commit', '--quiet', '--message', 'one');
  git(strange, 'branch', 'feature/$(touch${IFS}x);x');
  const inputs = { dist, base: 'feature/$(touch${IFS}x);x', cluster: 'c d', budget: 'api=2s, pods=3s', hosts: 'true', comment: 'false' };
  const run = runAction(strange, { inputs, event: pullRequest() });
  expect(run.calls).toEqual([
    `diff|--hosts|--cluster|c d|--format|markdown|--fail-on-worse|--|feature/$(touch\${IFS}x);x:./${dist}|${dist}`,
    `check|--hosts|${dist}|--cluster|c d|--budget|api=2s, pods=3s|--format|markdown`,
  ]);
  expect(run.gh).toEqual([]);
  expect(git(strange, 'status', '--porcelain')).toBe('');
});

test('a merge that GitHub made for trial is compared with the branch that it goes into', () => {
  const merged = repository();
  const base = git(merged, 'rev-parse', 'HEAD');
  git(merged, 'checkout', '--quiet', '-b', 'topic', 'HEAD~1');
  write(join(merged, 'other'), 'x\n');
  git(merged, 'add', '.');
  git(merged, 'commit', '--quiet', '--message', 'topic');
  const topic = git(merged, 'rev-parse', 'HEAD');
  git(merged, 'checkout', '--quiet', '--detach', base);
  git(merged, 'merge', '--quiet', '--no-ff', '--message', 'trial', topic);
  const event = {
    ...pullRequest(),
    'github.event.pull_request.base.sha': git(merged, 'rev-parse', 'v1'),
    'github.event.pull_request.head.sha': topic,
  };
  expect(runAction(merged, { event }).calls[0]).toContain(`|${base}:./dist|`);
});

test('a shallow clone fetches its base', () => {
  const clone = join(temporaryFolder(), 'clone');
  git(folder, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  git(folder, 'clone', '--quiet', '--depth=1', `file://${folder}`, clone);
  expect(runAction(clone, { event: pullRequest() }).calls[0]).toContain(`|${first}:./dist|dist`);
  const run = runAction(clone, { inputs: { base: 'nothing' } });
  expect([run.status, run.calls]).toEqual([2, []]);
  expect(run.stdout).toContain('::error::base: nothing is neither in this clone nor to be fetched; fix: checkout with fetch-depth: 0');
});

test('without a base, or without the folder in it, only the check runs', () => {
  for (const event of [{}, { 'github.event.before': '0'.repeat(40) }] as Record<string, string>[])
    expect(runAction(folder, { event }).calls).toEqual(['check|dist|--format|markdown']);
  write(join(folder, 'new/x.yaml'), 'a: 1\n');
  const run = runAction(folder, { inputs: { dist: 'new' }, event: pullRequest() });
  expect(run.calls).toEqual(['check|new|--format|markdown']);
  expect(run.body).toContain('There was no such folder before, so there is nothing to compare with.');
});

test('a result that does not fit into a comment is in the summary as a whole', () => {
  const long = runAction(folder, { event: pullRequest(), fakes: { ...DIFFERENT, FAKE_CHECK: 'x'.repeat(65_000) } });
  expect(long.body).toContain('### prod: 3 reloads\n\nWhat rules find does not fit here: it is in the summary of the job.');
  expect(long.summary.length).toBeGreaterThan(65_000);
  const longer = runAction(folder, { event: pullRequest(), fakes: { FAKE_DIFF: 'ä'.repeat(40_000) } });
  expect(longer.body?.split('\n')).toEqual([
    expect.stringMatching(/^<!-- ha-cluster-review/),
    'The result does not fit here: it is in the summary of the job.',
    '',
  ]);
});

test('what is no folder is said before anything runs', () => {
  for (const dist of ['nothing', '-x', '/etc']) {
    const run = runAction(folder, { inputs: { dist }, event: pullRequest() });
    expect([run.status, run.calls, run.gh]).toEqual([2, [], []]);
    expect(run.stdout).toContain(`::error::dist: got ${dist}; allowed: a folder below working-directory; fix: render the YAML before this step`);
  }
});
