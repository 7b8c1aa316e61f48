import { endingOf, inOrder } from '../../../cli/check/certificates';
import { certificateSentences } from '../../../cli/check/certificates-text';
import { InputError } from '../../../cli/command/errors';
import { issuePki } from '../../../cli/pki/issue';
import { readCluster } from '../../../cli/stream/read';
import { temporaryFolder } from '../../temporary-folder';
import { DAY, kept, later, NOW } from '../pki/plan';
import { checked, DIST, sectionOf } from './checked';

const secrets = temporaryFolder();

beforeAll(() => {
  const cluster = readCluster(DIST);
  // What is not there is not in the calendar, and all of it would take longer than every other test.
  const few = cluster.secrets.filter(({ name }) => ['kubernetes-ca', 'admin', 'cp-1-apiserver', 'cp-1-scheduler'].includes(name));
  return issuePki({ cluster: { ...cluster, secrets: few }, secrets, now: later(-350) }, kept());
});

test('a certificate has ended, ends soon, or later: by the moment, not by the day', () => {
  const state = (millis: number) => endingOf('x', undefined, new Date(NOW.getTime() + millis), NOW).state;
  expect([0, 1, 30 * DAY, 30 * DAY + 1].map(state)).toEqual(['ended', 'soon', 'soon', 'later']);
  expect(endingOf('x', 'cp-1', later(-1), NOW)).toEqual({
    name: 'x',
    host: 'cp-1',
    notAfter: '2030-05-31T12:00:00.000Z',
    daysLeft: -1,
    state: 'ended',
  });
});

test('what has ended comes first, then what ends soon, each with its hosts; the rest by day', () => {
  const endings = inOrder([
    endingOf('/etc/a.crt', 'cp-2', later(-1), NOW),
    endingOf('/etc/a.crt', 'cp-1', later(-1), NOW),
    endingOf('Kubeconfig/admin', undefined, later(1.5), NOW),
    endingOf('Certificate/b', 'cp-1', later(40), NOW),
    endingOf('Certificate/c', undefined, later(40.1), NOW),
  ]);
  expect(certificateSentences({ endings, planned: [] })).toEqual([
    'error: ended on 2030-05-31: /etc/a.crt of cp-1, cp-2',
    'warning: ends on 2030-06-03, in 1 day: Kubeconfig/admin',
    'ends on 2030-07-11, in 40 days: Certificate/b of cp-1 and 1 other',
  ]);
});

test('with secrets, what ends within 30 days is a warning that the check survives', async () => {
  const { text, data, error } = await checked(DIST, { secrets });
  expect(error).toBeUndefined();
  expect(text).toMatch(/^prod: good, 3 certificates end soon$/m);
  expect(sectionOf(text, 'Certificates').split('\n')).toEqual([
    'Certificates',
    '  warning: ends on 2030-06-16, in 15 days: Kubeconfig/admin',
    '  warning: ends on 2030-06-16, in 15 days: Certificate/cp-1-apiserver of cp-1',
    '  warning: ends on 2030-06-16, in 15 days: Kubeconfig/cp-1-scheduler of cp-1',
    '  ends on 2039-06-14, in 3300 days: Certificate/kubernetes-ca',
  ]);
  expect(data.clusters[0].certificates.endings).toContainEqual({
    name: 'Kubeconfig/admin',
    notAfter: expect.stringMatching(/^2030-06-16T/),
    daysLeft: 15,
    state: 'soon',
  });
});

test('with secrets, what has ended is a finding', async () => {
  const { text, error } = await checked(DIST, { secrets }, later(20));
  expect(error).toMatchObject({ message: 'prod: 3 certificates ended', exitCode: 1 });
  expect(text).toContain('error: ended on 2030-06-16: Kubeconfig/admin\n');
});

test('secrets of another cluster are refused', async () => {
  await expect(checked(DIST, { secrets: DIST })).rejects.toThrow(
    new InputError(
      `--secrets: got ${DIST}, which has no folder prod; allowed: the folder that \`ha-cluster pki issue\` filled; fix: give that folder, or leave --secrets out`,
    ),
  );
});

test('without secrets, the plan says how long each kind is valid', () => {
  const planned = [
    { kind: 'CA', count: 1, days: [3650] },
    { kind: 'kubeconfig', count: 2, days: [30, 365] },
  ] as const;
  expect(certificateSentences({ planned: [...planned].map((one) => ({ ...one, days: [...one.days] })) })).toEqual([
    'planned: 1 CA for 3650 days, 2 kubeconfigs for 30 or 365 days; with --secrets FOLDER: when each of them ends',
  ]);
  expect(certificateSentences({ planned: [] })).toEqual(['none is planned in these files']);
  expect(certificateSentences({ planned: [], endings: [] })).toEqual(['none was found']);
});
