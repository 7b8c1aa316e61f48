import { checked, DIST, patchedDist } from './checked';

test('a comment begins with what matters, and the rest is folded', async () => {
  expect((await checked(DIST)).markdown).toMatchSnapshot();
});

test('findings and budgets are tables', async () => {
  const { markdown } = await checked(patchedDist(['--profiling=false', '--profiling=true']), { budget: ['api=3s'] });
  expect(markdown.split('\n').filter((line) => /prod: |1\.2\.15|3\.0 s/.test(line))).toMatchInlineSnapshot(`
[
  "### ❌ prod: 3 errors, 1 over budget",
  "<summary>prod: over budget</summary>",
  "| api | 3.0 s | kube-apiserver on any of cp-1, cp-2, cp-3 hangs | 3.1 s = HAProxy detection \\(inter 2s + 2 x connect 300ms + 1 x fastinter 500ms\\) | inter, fastinter, fall, timeout connect and timeout check in haproxy.cfg \\(proxyInterval, proxyFastInterval; of workers workerProxyInterval, workerProxyFastInterval; proxyFall, proxyConnectTimeout, proxyCheckTimeout\\) |",
  "<summary>prod: findings</summary>",
  "| ❌ error | CIS-1.2.15 | <code>kube-apiserver --profiling</code> on cp-1, cp-2, cp-3 | <code>true</code> | false | remove what changes --profiling, or acknowledge the check with a reason |",
  "<summary>prod: not survived</summary>",
  "<summary>prod: what the times consist of</summary>",
  "<summary>prod: accepted by the description</summary>",
  "<summary>prod: certificates, CIS benchmark</summary>",
  "- cis-1.12: 74 pass, 2 accepted, 3 fail (1.2.15, 1.3.2, 1.4.1), 18 only a running host or a person can say",
]
`);
});

test('what stands in the YAML stays text', async () => {
  const reason = 'x</summary></details><img src=x onerror=alert(1)>|`@org/team` [a](https://evil.example)';
  const { markdown } = await checked(patchedDist([/reason: AlwaysPullImages.*/g, `reason: ${JSON.stringify(reason)}`]));
  const [row] = markdown.split('\n').filter((line) => line.includes('CIS-1.2.11 |'));
  expect(row!.replaceAll('\u200b', '')).toBe(
    '| CIS-1.2.11 | cp-1, cp-2, cp-3 | x&lt;/summary&gt;&lt;/details&gt;&lt;img src=x onerror=alert\\(1\\)&gt;\\|\\`@org/team\\` \\[a\\]\\(https://evil.example\\) |',
  );
  expect(row).toContain('@\u200borg/team');
  expect(markdown.match(/<(?!\/?(details|summary|code)>)/g)).toBeNull();
});

test('a comment of many findings fits, and says what is left out', async () => {
  const { markdown } = await checked(undefined, {
    hosts: 'examples/kubeadm-guide',
    budget: ['api=1ms,connections=1ms,pods=1ms,controllers=1ms,scheduler=1ms'],
  });
  expect(markdown.length).toBeLessThan(60_000);
  expect(markdown).toContain('### ❌ kubeadm-guide: ');
});
