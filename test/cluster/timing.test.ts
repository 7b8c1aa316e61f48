import { Duration } from 'cdk8s';
import { Finding } from '../../lib/cluster/finding';
import { defaultTiming, FailoverTiming, FrontEndStyle, goDuration } from '../../lib/cluster/timing';

test.each([
  [Duration.seconds(80), '1m20s'],
  [Duration.seconds(5), '5s'],
  [Duration.millis(500), '500ms'],
  [Duration.millis(1500), '1500ms'],
  [Duration.minutes(60), '1h0m0s'],
  [Duration.seconds(3661), '1h1m1s'],
  [Duration.millis(0), '0s'],
])('Go reads %p as it is meant', (duration, text) => {
  expect(goDuration(duration)).toBe(text);
});

test('the balanced preset is the default of every piece', () => {
  expect(FailoverTiming.balanced()._resolve('timing', [])).toEqual(defaultTiming());
});

test.each([FailoverTiming.balanced, FailoverTiming.conservative, FailoverTiming.kubeadmGuide])(
  'overrides change what they name and nothing else',
  (preset) => {
    const plain = preset()._resolve('timing', []);
    const changed = preset({ proxyFall: 7, leaseDuration: Duration.seconds(99) })._resolve('timing', []);
    expect({ ...changed, proxyFall: plain.proxyFall, leaseDuration: plain.leaseDuration }).toEqual(plain);
    expect([changed.proxyFall, changed.leaseDuration.toSeconds()]).toEqual([7, 99]);
  },
);

test('an override that cannot be used is reported, and the preset stays', () => {
  const findings: Finding[] = [];
  const timing = FailoverTiming.conservative({ proxyFall: 0 })._resolve('timing', findings);
  expect(findings.map(({ path, got }) => `${path} ${got}`)).toEqual(['timing.proxyFall 0']);
  expect(timing).toEqual(FailoverTiming.conservative()._resolve('timing', []));
});

test('the conservative preset is nowhere faster than the balanced one', () => {
  const [balanced, conservative] = [FailoverTiming.balanced(), FailoverTiming.conservative()].map(
    (timing) => timing._resolve('timing', []) as unknown as Record<string, unknown>,
  );
  const number = (value: unknown) => (value instanceof Duration ? value.toMilliseconds() : Number(value));
  expect(Object.keys(balanced ?? {}).filter((name) => number(conservative?.[name]) < number(balanced?.[name]))).toEqual([]);
});

test("only the guide's preset has the shape of the guide's files", () => {
  expect([FailoverTiming.balanced(), FailoverTiming.conservative(), FailoverTiming.kubeadmGuide()].map((timing) => timing._style())).toEqual([
    FrontEndStyle.OWN,
    FrontEndStyle.OWN,
    FrontEndStyle.KUBEADM_GUIDE,
  ]);
});
