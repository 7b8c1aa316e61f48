import { decidingServer, checkLimits, goneMillis, hungMillis, notReadyMillis } from '../../../lib/availability/read/haproxy-detection';
import { readHaproxy } from '../../../lib/availability/read/haproxy-file';

/** The times of the first server of the last backend. */
function times(lines: string[]) {
  const file = readHaproxy(['defaults', ...lines].join('\n'));
  const proxy = file.proxies.at(-1);
  const server = proxy?.servers[0];
  const deciding = proxy && server ? decidingServer(file, proxy, server) : undefined;
  return deciding && { limits: checkLimits(deciding), notReady: notReadyMillis(deciding), gone: goneMillis(deciding), hung: hungMillis(deciding) };
}

test("the kubeadm guide's file leaves out a dead host after 12 s and a hung apiserver after 42 s", () => {
  expect(times(['timeout connect 5s', 'timeout check 10s', 'backend b', 'server a 10.0.0.1:1 check'])).toEqual({
    limits: { connect: 2000, answer: 10_000 }, notReady: 16_000, gone: 12_000, hung: 42_000,
  });
});

test('short intervals bring that down to seconds', () => {
  expect(times(['timeout connect 1s', 'timeout check 1s', 'backend b', 'server a 10.0.0.1:1 check inter 1s fastinter 500ms fall 2'])).toEqual({
    limits: { connect: 1000, answer: 1000 }, notReady: 2500, gone: 3500, hung: 5500,
  });
});

test('without `timeout check` the interval limits the whole check', () => {
  expect(times(['timeout connect 300ms', 'backend b', 'server a 10.0.0.1:1 check inter 500ms'])?.limits).toEqual({ connect: 500, answer: 0 });
});

test('a server that tracks another has the times of that one', () => {
  const lines = ['timeout connect 1s', 'timeout check 1s', 'backend l4', 'timeout check 3s', 'server a 10.0.0.1:1 check', 'backend b', 'server a 10.0.0.1:1 track l4/a'];
  expect(times(lines)?.limits).toEqual({ connect: 1000, answer: 3000 });
});

test('nothing decides about a server without a check, or one that tracks what does not exist or itself', () => {
  for (const server of ['server a 10.0.0.1:1', 'server a 10.0.0.1:1 track none/a', 'server a 10.0.0.1:1 track b/a', 'server a 10.0.0.1:1 track a']) {
    expect(times(['backend b', server])).toBeUndefined();
  }
});

test('a server tracks a backend, not the frontend of the same name', () => {
  const lines = ['timeout check 1s', 'frontend l4', 'bind :1', 'backend l4', 'server a 10.0.0.1:1 check inter 7s', 'backend b', 'server a 10.0.0.1:1 track l4/a'];
  expect(times(lines)?.limits.connect).toBe(7000);
});
