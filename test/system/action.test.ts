import { spawnSync } from 'child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ACTION, runAction } from '../cli/diff/action-steps';
import { DIST, edit, git } from '../cli/diff/repository';
import { temporaryFolder } from '../temporary-folder';

const ROOT = join(__dirname, '../..');

/** The command of this clone, as an installed package would have it. */
const COMMAND = `${join(ROOT, 'node_modules/.bin/tsx')} ${join(ROOT, 'cli/main.ts')}`;

test('shellcheck has nothing to say about the steps of the action', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ha-action-'));
  try {
    for (const [index, { run }] of ACTION.runs.steps.entries()) {
      const script = join(folder, `step-${index}`);
      writeFileSync(script, `#!/bin/bash\nset -eo pipefail\n${run}`);
      const { stdout, error } = spawnSync('shellcheck', ['--severity=style', script], { encoding: 'utf8' });
      if (error) throw new Error(`shellcheck cannot be run: ${error.message}; run scripts/setup-system.sh first`);
      expect(stdout).toBe('');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the real command says on a real repository what a commit does, and fails for less tolerance', () => {
  const folder = temporaryFolder();
  git(folder, 'init', '--quiet', '--initial-branch=main');
  cpSync(DIST, join(folder, 'dist'), { recursive: true });
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'one');
  const first = git(folder, 'rev-parse', 'HEAD');
  const event = { 'github.event.pull_request.base.sha': first, 'github.event.pull_request.number': '7' };
  const given = { event, inputs: { command: COMMAND, budget: 'controllers=30s' } };

  edit(join(folder, 'dist'), /cp/, 'inter 500ms', 'inter 1s');
  const slower = runAction(folder, given);
  expect(slower.status).toBe(0);
  expect(slower.body).toContain('default-server: inter: 500ms -&gt; 1s');
  expect(slower.outputs).toMatchObject({ different: 'true', worse: 'false', diff: '0', check: '0' });

  rmSync(join(folder, 'dist/prod-cp-3.k8s.yaml'));
  const smaller = runAction(folder, given);
  expect(smaller.status).toBe(1);
  expect(smaller.body).toContain('**Danger** tolerates 0 lost hosts \\(was 1\\)');
  expect(smaller.outputs).toMatchObject({ different: 'true', worse: 'true', diff: '1' });
  expect(existsSync(join(folder, 'bundle'))).toBe(false);
}, 120_000);
