import { chmodSync, rmSync } from 'fs';
import { join } from 'path';
import { CheckOptions, checkPki } from '../../../cli/pki/check';
import { checkText, verdict } from '../../../cli/pki/text';
import { DAY, fileOf, issuedFolders, later, NOW, planned } from './plan';

const issuedFolder = issuedFolders();

let secrets: string;
beforeEach(() => void (secrets = issuedFolder()));

const check = (options: Partial<CheckOptions> = {}) => checkPki({ cluster: planned(), secrets, within: 30 * DAY, now: NOW, ...options });

test('all is good where everything is as planned and nothing ends soon', async () => {
  const report = await check();
  expect([report.good, verdict(report)]).toEqual([true, undefined]);
});

test('the calendar begins with what ends first', async () => {
  expect(checkText(await check())).toMatchInlineSnapshot(`
"ENDS        DAYS    SECRET                      HOST  WHEN IT CHANGES
2031-06-01  365     Certificate/cp-1-apiserver  cp-1  nothing: it is used by hand
2031-06-01  365     Kubeconfig/admin            -     operators take the new one
2031-06-01  365     Kubeconfig/cp-1-scheduler   cp-1  nothing: it is used by hand
2040-05-29  3650    Certificate/kubernetes-ca   -     3 signed by it"
`);
});

test.each([
  [later(334), undefined],
  [later(335), 'prod: 3 due'],
  [later(364.9), 'prod: 3 due'],
  [later(365), 'prod: 3 expired, 3 not as planned'],
  [later(3640), 'prod: 3 expired, 1 due, 3 not as planned'],
])('at %s the verdict is %s', async (now, said) => {
  const report = await check({ now });
  expect([report.good, verdict(report)]).toEqual([said === undefined, said]);
});

test('what is due, or has expired, is marked', async () => {
  const marks = async (now: Date) => (await check({ now })).calendar.map(({ state, daysLeft }) => `${state} ${daysLeft}`);
  expect(await marks(later(360.5))).toEqual(['due 4', 'due 4', 'due 4', 'good 3289']);
  expect(await marks(later(365.5))).toEqual(['expired -1', 'expired -1', 'expired -1', 'good 3284']);
});

test('problems stand below the calendar', async () => {
  rmSync(fileOf(secrets, 'Kubeconfig', 'admin', 'kubeconfig'));
  const report = await check();
  expect(checkText(report).split('\n').slice(-2)).toEqual(['', 'Kubeconfig/admin: was never issued; fix: run `ha-cluster pki issue`']);
  expect(verdict(report)).toBe('prod: 1 not as planned');
});

test('files that others may read are found, and left as they are', async () => {
  const file = fileOf(secrets, 'SecretKey', 'encryption-1', 'key');
  chmodSync(file, 0o644);
  for (let round = 0; round < 2; round++) expect((await check()).open).toEqual([`${file}: got mode 0644; allowed: 0600`]);
});

test('without a folder everything is missing', async () => {
  const report = await check({ secrets: join(secrets, 'none') });
  expect([report.calendar, verdict(report)]).toEqual([[], 'prod: 6 not as planned']);
});
