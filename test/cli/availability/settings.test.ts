import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { settingOf, settingsOf } from '../../../cli/availability/settings';
import { Term } from '../../../lib/availability/model';

const MODEL = join(__dirname, '../../../lib/availability/model');

function named(name: string, millis = 1): Term {
  return { name, millis, formula: '', source: '' };
}

/** The names of terms as they stand in the source of the model. */
function namesIn(file: string): string[] {
  const text = readFileSync(join(MODEL, file), 'utf8');
  return [...text.matchAll(/(?:\bterm|unbounded)\(\s*(['"])(.*?)\1,/g)].map(([, , name]) => name!);
}

test('every term of the model says what to change, or that nobody can', () => {
  const names = readdirSync(MODEL).flatMap(namesIn);
  expect(names.filter((name) => settingOf(named(name)) === undefined)).toEqual([]);
});

test('terms are found in the source', () => {
  expect(namesIn('terms.ts')).toEqual(expect.arrayContaining(['etcd election', 'VRRP takeover', "candidate's next attempt"]));
});

test('a lease of kube-vip has settings of its own, and what is not known has none', () => {
  expect(settingOf(named('lease expiry'))).toContain('--leader-elect-lease-duration');
  expect(settingOf(named('kube-vip lease expiry'))).toContain('vip_leaseduration');
  expect(settingOf(named('nonsense'))).toBeUndefined();
});

test('what takes longest comes first, and each once', () => {
  const settings = settingsOf([named('VRRP skew', 1), named('check script', 5), named('VRRP skew', 2), named('nonsense', 9)]);
  expect(settings.map((text) => text.split(' ')[0])).toEqual(['interval,', 'priority']);
});
