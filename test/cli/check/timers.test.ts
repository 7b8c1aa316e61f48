import { checked, DIST, patchedDist } from './checked';

/** Every bound of a service by failure, in milliseconds. */
async function bounds(service: string, dist: string): Promise<Record<string, number | null>> {
  const { data } = await checked(dist, { budget: [`${service}=1us`] });
  const [{ overBudget }] = data.clusters as [any];
  return Object.fromEntries(overBudget.flatMap(({ failures, time }: any) => failures.map((failure: any) => [keyOf(failure), time.millis])));
}

function keyOf({ kind, host, process }: { kind: string; host?: string; process?: string }): string {
  return [kind, process, host].filter((part) => part !== undefined).join(' ');
}

const unchanged = new Map<string, Promise<Record<string, number | null>>>();

function before(service: string): Promise<Record<string, number | null>> {
  const known = unchanged.get(service) ?? bounds(service, DIST);
  unchanged.set(service, known);
  return known;
}

test.each([
  ['advert_int in keepalived.conf', 'api', 'crash keepalived cp-1', / advert_int 0\.1$/gm, ' advert_int 0.2', 322.266, 644.531],
  ['interval of the check script', 'api', 'crash haproxy cp-1', / interval 1$/gm, ' interval 2', 1022.266, 2022.266],
  ['inter in haproxy.cfg of workers', 'api', 'hang kube-apiserver cp-1', 'inter 2000ms', 'inter 3000ms', 3100, 4100],
  ['--election-timeout of etcd', 'pods', 'crash etcd cp-1', '--election-timeout=1000', '--election-timeout=2000', 28_000, 31_000],
  ['--leader-elect-lease-duration', 'controllers', 'crash kube-controller-manager cp-1', '-lease-duration=6s', '-lease-duration=9s', 10_400, 13_400],
  ['--leader-elect-lease-duration', 'scheduler', 'crash kube-scheduler cp-1', '-lease-duration=6s', '-lease-duration=9s', 10_400, 13_400],
] as const)('%s in the YAML moves the bound of %s after %s', async (_, service, failure, from, to, old, changed) => {
  expect((await before(service))[failure]).toBe(old);
  expect((await bounds(service, patchedDist([from, to])))[failure]).toBe(changed);
});
