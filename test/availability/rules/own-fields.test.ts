import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { JsonPatch } from 'cdk8s';
import { Patch } from '../../../lib';
import { OWN_FIELD_NAMES, OWN_FIELDS } from '../../../lib/availability/rules/own-fields';
import { describe as line } from '../../../lib/cluster/finding';
import { rendered } from './certificate-names';

const TARGET = { name: 'etc-haproxy-haproxy-cfg', host: 'cp-1' };
const says = (patch: Patch) => OWN_FIELD_NAMES.check(rendered({ patches: [patch] })).map(line);
const FIX = 'fix: correct the name of the field in the patch; schemas/ says what there is';

test('the reference blueprint has known fields only', () => {
  expect(OWN_FIELD_NAMES.check(rendered())).toEqual([]);
});

test('a misspelt field of a merge', () => {
  expect(says(Patch.strategicMerge(TARGET, { spec: { contnet: 'x' } }))).toEqual([
    `HA308 cp-1 HostFile/etc-haproxy-haproxy-cfg spec: got contnet; allowed: path, mode, owner, group, content, contentFrom, onChange; ${FIX}`,
  ]);
});

test('a mode that is a number', () => {
  expect(says(Patch.json(TARGET, [JsonPatch.replace('/spec/mode', 420)]))).toEqual([
    `HA308 cp-1 HostFile/etc-haproxy-haproxy-cfg spec.mode: got 420; allowed: four octal digits as text, like '0644'; ${FIX}`,
  ]);
});

test('another mode as text is good', () => {
  expect(says(Patch.json(TARGET, [JsonPatch.replace('/spec/mode', '0640')]))).toEqual([]);
});

test('the fields are those of the schemas', () => {
  const folder = join(__dirname, '../../../schemas');
  const schemas = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
  const parts = (spec: any): any[] => [...(spec.oneOf ?? []), ...(spec.allOf ?? []), ...(spec.anyOf ?? [])];
  const fields = (spec: any): string[] => [...Object.keys(spec.properties ?? {}), ...parts(spec).flatMap(fields)];
  for (const [kind, known] of Object.entries(OWN_FIELDS)) {
    const schema = schemas.find((each) => each.properties?.kind?.const === kind);
    expect([kind, [...new Set(fields(schema.properties.spec))].sort()]).toEqual([kind, [...known].sort()]);
  }
});
