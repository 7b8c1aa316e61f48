import { spawnSync } from 'child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { temporaryFolder } from '../../temporary-folder';

/** One step of the action. */
export interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly shell: string;
  readonly run: string;
  readonly env: Record<string, string>;
}

/** The action as GitHub reads it. */
export const ACTION = parse(readFileSync(join(__dirname, '../../../action.yml'), 'utf8')) as {
  readonly inputs: Record<string, { readonly description: string; readonly default?: string }>;
  readonly outputs: Record<string, { readonly description: string; readonly value: string }>;
  readonly runs: { readonly using: string; readonly steps: Step[] };
};

/** What came of a run of the action. */
export interface Run {
  /** Of the last step. */
  readonly status: number | null;
  readonly stdout: string;
  readonly summary: string;
  readonly outputs: Record<string, string>;
  /** Calls of gh, arguments apart by blanks. */
  readonly gh: string[];
  /** Calls of ha-cluster, arguments apart by `|`. */
  readonly calls: string[];
}

/** What a run is given beside the inputs' defaults. */
export interface Given {
  readonly inputs?: Record<string, string>;
  /** The `github.event` fields that the action reads, by expression. */
  readonly event?: Record<string, string>;
  /** Environment of the fakes. */
  readonly fakes?: Record<string, string>;
}

const GH = `#!/bin/bash
printf '%s\\n' "$*" >>"$LOG/gh.log"
[[ $GH_TOKEN == token-of-the-job ]] || exit 9
case "$*" in
*--method*)
  [[ -z $FAKE_READ_ONLY ]] || exit 1
  for word; do [[ $word != body=@* ]] || cp "\${word#body=@}" "$LOG/body"; done
  ;;
*) printf '%s' "$FAKE_COMMENTS" ;;
esac
`;

const HA_CLUSTER = `#!/bin/bash
(IFS='|' && printf '%s\\n' "$*" >>"$LOG/ha-cluster.log")
if [[ $1 == diff ]]; then printf '%s' "$FAKE_DIFF" && exit "\${FAKE_DIFF_CODE:-0}"; fi
printf '%s' "\${FAKE_CHECK:-all is good}" && exit "\${FAKE_CHECK_CODE:-0}"
`;

/** Runs the steps of the action in a repository as GitHub's runner does, with a gh and an ha-cluster that write down how they are called. */
export function runAction(repository: string, given: Given = {}): Run & { readonly body?: string } {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ gh: GH, 'ha-cluster': HA_CLUSTER })) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  const inputs: Record<string, string> = { ...defaults(), command: 'ha-cluster', token: 'token-of-the-job', ...given.inputs };
  let outputs: Record<string, string> = {};
  let stdout = '';
  let status: number | null = 0;
  for (const step of ACTION.runs.steps) {
    const values = { ...prefixed('inputs.', inputs), ...prefixed('steps.review.outputs.', outputs), ...given.event };
    if (step.if !== undefined && !(inputs.comment === 'true' && values['github.event.pull_request.number'])) continue;
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, filled(value, values)]));
    writeFileSync(join(folder, 'step.sh'), step.run);
    const run = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', join(folder, 'step.sh')], {
      cwd: repository,
      encoding: 'utf8',
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        HOME: folder,
        LOG: folder,
        RUNNER_TEMP: folder,
        GITHUB_REPOSITORY: 'o/r',
        ...files,
        ...given.fakes,
        ...env,
      },
    });
    stdout += run.stdout + run.stderr;
    status = run.status;
    outputs = { ...outputs, ...outputsIn(files.GITHUB_OUTPUT) };
    if (status !== 0) break;
  }
  const linesOf = (name: string) =>
    textOf(join(folder, name))
      .split('\n')
      .filter((line) => line !== '');
  const body = textOf(join(folder, 'body'));
  return {
    status,
    stdout,
    outputs,
    summary: textOf(files.GITHUB_STEP_SUMMARY),
    gh: linesOf('gh.log'),
    calls: linesOf('ha-cluster.log'),
    ...(body ? { body } : {}),
  };
}

function defaults(): Record<string, string> {
  return Object.fromEntries(Object.entries(ACTION.inputs).map(([name, input]) => [name, input.default ?? '']));
}

function prefixed(prefix: string, values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]));
}

/** Expressions are names, or several with `||` between. */
function filled(template: string, values: Record<string, string>): string {
  return template.replace(
    /\$\{\{ (.*?) \}\}/g,
    (_, names: string) =>
      names
        .split(' || ')
        .map((name) => values[name] ?? '')
        .find((value) => value !== '') ?? '',
  );
}

function outputsIn(file: string): Record<string, string> {
  const lines = textOf(file)
    .split('\n')
    .filter((line) => line.includes('='));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
