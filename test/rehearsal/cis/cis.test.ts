import { join } from 'path';
import { FindingsError } from '../../../cli/command/errors';
import { Output } from '../../../cli/command/output';
import { readCluster } from '../../../cli/stream/read';
import { checkCis } from '../../../rehearsal/cis/cis';
import { CisReport } from '../../../rehearsal/cis/report';
import { Ground } from '../../../rehearsal/ground';
import { FakeHost, groundOf } from './fake-host';

const reference = readCluster(join(__dirname, '../../../dist'));

class Recorded implements Output {
  public text = '';
  public data: CisReport | undefined;
  public readonly said: string[] = [];

  public progress(line: string): void {
    this.said.push(line);
  }

  public result(text: string, data: unknown): void {
    [this.text, this.data] = [text, data as CisReport];
  }
}

/** The command on hosts that were changed. */
async function checked(spoil: (hosts: FakeHost[]) => void = () => undefined): Promise<{ output: Recorded; error: unknown }> {
  const hosts = reference.hosts.map((host) => new FakeHost(host));
  spoil(hosts);
  const output = new Recorded();
  const error: unknown = await checkCis(reference, groundOf(hosts), output).catch((thrown: unknown) => thrown);
  return { output, error };
}

/** The lines of the table that begin with the number of a check. */
function lines(text: string, id: string): string[] {
  return text.split('\n').filter((line) => line.startsWith(`${id} `));
}

test('good hosts end well, with a table and its counts', async () => {
  const { output, error } = await checked();
  expect(error).toBeUndefined();
  expect(output.text.split('\n')[0]).toBe(
    'prod, Kubernetes 1.36.3: CIS benchmark, sections 1 to 4, numbers and conditions of cis-1.12; no version of the benchmark names 1.36.3',
  );
  expect(output.text).toContain(
    '\n97 checks: 0 FAIL, 5 MANUAL, 2 ACKNOWLEDGED, 85 PASS, 5 NOT APPLICABLE\n65 automated: 0 FAIL, 0 MANUAL, 0 ACKNOWLEDGED, 64 PASS, 1 NOT APPLICABLE',
  );
  expect(output.said.map((line) => line.replace(/\d+ files/, 'N files'))).toEqual([
    'cp-1: looked at 5 processes and N files',
    'cp-2: looked at 5 processes and N files',
    'cp-3: looked at 5 processes and N files',
    'worker-1: looked at 1 process and N files',
  ]);
});

test('hosts of which the same came share a line, and those without the role are left out', async () => {
  const { output } = await checked();
  expect(lines(output.text, '1.1.1')).toEqual(['1.1.1   A  PASS            cp-1 cp-2 cp-3  manifest of kube-apiserver: mode 0600 or stricter']);
  expect(lines(output.text, '4.1.1')).toEqual(['4.1.1   A  PASS            all             kubelet.service and its drop-ins: mode 0600 or stricter']);
  expect(lines(output.text, '4.3.1')).toEqual([
    '4.3.1   A  NOT APPLICABLE  all             metrics of kube-proxy: on loopback only (new in cis-1.9) -- kube-proxy does not run; its place and its files are the business of who installs it',
  ]);
});

test('a host that differs has a line of its own, the worse first, and the command fails with the numbers and the hosts', async () => {
  const { output, error } = await checked((hosts) => {
    hosts[1]!.chmod('/etc/kubernetes/manifests/kube-apiserver.yaml', '0644');
    hosts.forEach((host) => host.processes.has('etcd') && host.flag('etcd', 'client-cert-auth', 'false'));
  });
  expect(lines(output.text, '1.1.1')).toEqual([
    '1.1.1   A  FAIL            cp-2            manifest of kube-apiserver: mode 0600 or stricter -- /etc/kubernetes/manifests/kube-apiserver.yaml: 0644; allowed: 0600 or stricter',
    '1.1.1   A  PASS            cp-1 cp-3       manifest of kube-apiserver: mode 0600 or stricter',
  ]);
  expect(error).toBeInstanceOf(FindingsError);
  expect((error as FindingsError).message).toBe(
    [
      'prod: automated checks of the benchmark fail:',
      '  1.1.1 on cp-2',
      '  2.2 on cp-1, cp-2, cp-3',
      'fix: change what the table says, or acknowledge the rule CIS-NUMBER with a reason in the description',
    ].join('\n'),
  );
});

test('a manual check that does not hold stops nothing', async () => {
  const { output, error } = await checked(([host]) => host!.flag('kube-controller-manager', 'terminated-pod-gc-threshold'));
  expect(error).toBeUndefined();
  expect(lines(output.text, '1.3.1')[0]).toMatch(/^1\.3\.1 {3}M {2}MANUAL {10}cp-1 .* -- found nothing; allowed: a number$/);
});

test('programs get every host of every check, those without the role too', async () => {
  const { output } = await checked();
  expect(output.data!.checks).toHaveLength(97);
  expect(output.data!.checks[0]).toEqual({
    id: '1.1.1',
    automated: true,
    title: 'manifest of kube-apiserver: mode 0600 or stricter',
    result: 'PASS',
    outcomes: [
      { result: 'PASS', hosts: ['cp-1', 'cp-2', 'cp-3'], detail: '' },
      { result: 'NOT APPLICABLE', hosts: ['worker-1'], detail: 'no host of the role control-plane' },
    ],
  });
  expect(output.data!.counts.automated).toMatchObject({ FAIL: 0, PASS: 64 });
});

test.each([
  ['1.28.15', 'cis-1.12; cis-1.10 is the one for 1.28.15'],
  ['1.30.4', 'cis-1.12; cis-1.11 is the one for 1.30.4'],
  ['1.34.4', 'cis-1.12'],
])('the table of a cluster of Kubernetes %s says which version of the benchmark is its own', async (version, said) => {
  const output = new Recorded();
  await checkCis({ ...reference, spec: { ...reference.spec, version } }, groundOf(reference.hosts.map((host) => new FakeHost(host))), output);
  expect(output.text.split('\n')[0]).toBe(`prod, Kubernetes ${version}: CIS benchmark, sections 1 to 4, numbers and conditions of ${said}`);
});

test('a host that cannot be looked at whole is an error that shows nothing of what was read', async () => {
  const cut = (status: number, stdout: string): Ground => ({ ...groundOf([]), on: async () => ({ status, stdout, stderr: '' }) });
  const one = { ...reference, hosts: reference.hosts.slice(0, 1) };
  await expect(checkCis(one, cut(0, 'content\t/etc/x\tc2VjcmV0'), new Recorded())).rejects.toThrow(
    new Error('cp-1: what the checks look at was not read to its end: got 1 lines and no last one'),
  );
  await expect(checkCis(one, cut(1, 'content\t/etc/x\tc2VjcmV0'), new Recorded())).rejects.toThrow(
    new Error('cp-1: the look at processes and files: exit 1: it said nothing'),
  );
});
