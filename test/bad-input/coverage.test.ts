import * as fs from 'fs';
import * as path from 'path';
import { ALL_RULES } from '../../lib/rules';
import { publicInputs } from './public-api';
import { BAD_INPUT } from './tables';

/** What no table has, each with the reason. */
const ELSEWHERE: { readonly [input: string]: string } = {
  'HaCluster.constructor(scope)': 'throws at once: test/bad-input/ha-cluster.test.ts',
  'HaCluster.constructor(id)': 'throws at once, or names the chart: test/bad-input/ha-cluster.test.ts',
  'HaCluster.hostChart(name)': 'throws at once: test/bad-input/ha-cluster.test.ts',
  'writeDist(app)': 'no part of a description: test/write-dist.test.ts',
  'writeDist(options)': 'no part of a description: test/write-dist.test.ts',
  'WriteDistOptions.outdir': 'no part of a description: test/write-dist.test.ts',
};

const INPUTS = publicInputs();

test('the reader of the public API finds structs, inherited fields and factories', () => {
  expect(INPUTS).toEqual(expect.arrayContaining(['HaClusterProps.version', 'HostProps.name', 'NodeTaint.effect', 'EtcdTopology.external(options)', 'Patch.json(operations)']));
  expect(INPUTS.length).toBeGreaterThan(110);
});

test('every property and parameter is given wrong at least once', () => {
  const wrong = BAD_INPUT.flatMap(({ covers }) => covers);
  expect(INPUTS.filter((input) => !wrong.includes(input) && !(input in ELSEWHERE))).toEqual([]);
});

test('every property and parameter is given only just right at least once', () => {
  const right = BAD_INPUT.filter(({ good }) => good).flatMap(({ covers }) => covers);
  expect(INPUTS.filter((input) => !right.includes(input) && !(input in ELSEWHERE))).toEqual([]);
});

test('every rule is broken at least once, here or in the tests of its room', () => {
  const rooms = ['cluster', 'description', 'availability'].flatMap((room) => textsBelow(path.join(__dirname, '..', room))).join('\n');
  const here = BAD_INPUT.flatMap(({ message }) => message).join('\n');
  // The tests of the CIS checks name them by their numbers.
  const named = new Set((here + rooms).match(/HA\d{3}|\d+(\.\d+)+/g));
  expect(ALL_RULES.map((rule) => rule.id).filter((id) => !named.has(id.replace('CIS-', '')))).toEqual([]);
});

test('the tables name nothing that does not exist, and no exclusion is out of date', () => {
  const known = [...INPUTS, ...ALL_RULES.map((rule) => rule.id)];
  const named = [...BAD_INPUT.flatMap(({ covers }) => covers), ...Object.keys(ELSEWHERE)];
  expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
});

test('each case says what the rules that it names say', () => {
  const silent = BAD_INPUT.filter(({ covers, message }) => covers.some((id) => ALL_RULES.some((rule) => rule.id === id) && !message.some((line) => line.startsWith(`${id} `))));
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test('there are at least sixty cases', () => {
  expect(BAD_INPUT.length).toBeGreaterThanOrEqual(60);
});

function textsBelow(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? textsBelow(file) : [fs.readFileSync(file, 'utf8')];
  });
}
