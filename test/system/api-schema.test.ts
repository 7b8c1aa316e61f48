import { spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { homedir } from 'os';
import { join } from 'path';
import { BLUEPRINTS, MINORS, render } from './blueprints';

const PYTHON = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-ha-cluster', 'venv', 'bin', 'python');

/** Whole blueprints in nine versions are a few thousand objects: half a minute of work, several on a busy machine. */
const LIMIT_MS = 600_000;

interface Entry {
  readonly minor: string;
  readonly label: string;
  readonly object: unknown;
}

/** One process for all objects: starting it costs more than checking a hundred of them. */
function validate(entries: Entry[]): { readonly checked: number; readonly problems: string[] } {
  if (!existsSync(PYTHON)) throw new Error(`${PYTHON} is missing; run scripts/setup-system.sh first`);
  const run = spawnSync(PYTHON, [join(__dirname, 'api_schema.py')], { input: JSON.stringify(entries), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`api_schema.py failed: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

/** What an API server or a kubelet decodes: every object that is not ours. The same object is checked once a version. */
function entriesOf(minor: string): Entry[] {
  const entries = BLUEPRINTS.flatMap((blueprint) =>
    render(blueprint, minor)
      .filter(({ object }) => !object.apiVersion.startsWith('ha-cluster.local/'))
      .map(({ object }) => ({ minor, label: `${minor} ${blueprint} ${object.kind}/${object.metadata.name}`, object })),
  );
  return [...new Map(entries.map((entry) => [JSON.stringify(entry.object), entry])).values()];
}

test('every API object and static pod of every blueprint is valid in every version', () => {
  const entries = MINORS.flatMap(entriesOf);
  const kinds = (minor: string) => new Set(entries.filter((entry) => entry.minor === minor).map((entry: any) => entry.object.kind));
  for (const minor of MINORS) expect([...kinds(minor)]).toEqual(expect.arrayContaining(['Pod', 'ClusterRoleBinding']));
  expect(validate(entries)).toEqual({ checked: entries.length, problems: [] });
}, LIMIT_MS);

test('a misspelt field, a wrong type and a field of a later version are found', () => {
  const pod = (spec: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'a' }], ...spec } });
  const { checked, problems } = validate([
    { minor: '1.36', label: 'good', object: pod({ hostNetwork: true }) },
    { minor: '1.36', label: 'misspelt', object: pod({ hostNetwrok: true }) },
    { minor: '1.36', label: 'type', object: pod({ priority: 'high' }) },
    { minor: '1.28', label: 'early', object: pod({ resources: { requests: { cpu: '1' } } }) },
    { minor: '1.36', label: 'in time', object: pod({ resources: { requests: { cpu: '1' } } }) },
    { minor: '1.36', label: 'kind', object: { apiVersion: 'v1', kind: 'Pot', metadata: { name: 'a' } } },
  ]);
  expect(checked).toBe(6);
  expect(problems).toEqual([
    "misspelt: spec: Additional properties are not allowed ('hostNetwrok' was unexpected)",
    "type: spec.priority: 'high' is not of type 'integer', 'null'",
    "early: spec: Additional properties are not allowed ('resources' was unexpected)",
    "kind: Couldn't find schema for kind Pot with api version v1 for kubernetes version 1.36",
  ]);
}, LIMIT_MS);
