import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { BLUEPRINTS, hostFiles, render } from './blueprints';

const ROOT = join(__dirname, '..', '..');
const SHEBANG = /^#!\s*\/(usr\/)?bin\/(env )?(sh|bash|dash)\b/;

interface Script {
  readonly name: string;
  readonly content: string;
}

/** All objections of shellcheck, style included, as `script:line: SCnnnn message`; one run for all scripts. */
function shellcheck(scripts: Script[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ha-shellcheck-'));
  try {
    const files = scripts.map(({ content }, index) => {
      mkdirSync(join(folder, String(index)));
      writeFileSync(join(folder, String(index), 'script'), content);
      return join(folder, String(index), 'script');
    });
    const run = spawnSync('shellcheck', ['--format=json', '--severity=style', ...files], { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (run.error) throw new Error(`shellcheck cannot be run: ${run.error.message}; run scripts/setup-system.sh first`);
    const comments: { file: string; line: number; code: number; message: string }[] = JSON.parse(run.stdout);
    return comments.map(({ file, line, code, message }) => `${scripts[files.indexOf(file)]!.name}:${line}: SC${code} ${message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every rendered script once, however many hosts have it. */
function renderedScripts(): Script[] {
  const scripts = BLUEPRINTS.flatMap((blueprint) =>
    hostFiles(render(blueprint))
      .filter(({ content, path }) => SHEBANG.test(content) || path.endsWith('.sh'))
      .map(({ host, path, content }) => ({ name: `${blueprint} ${host} ${path}`, content })),
  );
  return [...new Map(scripts.map((script) => [script.content, script])).values()];
}

function ownScripts(): Script[] {
  const shell = ['scripts', 'test/system', 'cli/bundle', 'rehearsal/images', 'rehearsal/cis'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.sh'))
      .map((name) => join(folder, name)),
  );
  return ['.ci/run', ...shell].map((name) => ({ name, content: readFileSync(join(ROOT, name), 'utf8') }));
}

test('every rendered shell script is clean', () => {
  const scripts = renderedScripts();
  expect(scripts.length).toBeGreaterThan(0);
  expect(shellcheck(scripts)).toEqual([]);
}, 600_000);

test("the repository's own scripts are clean", () => {
  expect(shellcheck(ownScripts())).toEqual([]);
}, 60_000);

test('an unquoted variable and a construct that only bash has are found', () => {
  const found = shellcheck([{ name: 'x', content: '#!/bin/sh\nrm -rf $1\n[[ -e /tmp ]]\n' }]);
  expect(found).toEqual(['x:2: SC2086 Double quote to prevent globbing and word splitting.', 'x:3: SC3010 In POSIX sh, [[ ]] is undefined.']);
});
