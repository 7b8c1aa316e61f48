/** Milliseconds in each unit that Go's time.ParseDuration knows. */
const GO_UNITS: { readonly [unit: string]: number } = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds in each unit of HAProxy's time format (its manual, section 2.4). */
const HAPROXY_UNITS: { readonly [unit: string]: number } = { us: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

const GO = /^([+-]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/**
 * A duration in Go's syntax, as the flags of Kubernetes and the kubelet's configuration have it: `1m30s`, `100ms`, `1.5h`, `0`.
 *
 * @returns milliseconds; undefined for other text
 */
export function goMillis(given: string): number | undefined {
  if (/^[+-]?0$/.test(given)) return 0;
  const match = GO.exec(given);
  if (!match) return undefined;
  let sum = 0;
  for (const [, amount = '', unit = ''] of (match[2] ?? '').matchAll(/([\d.]+)([^\d.]+)/g)) sum += Number(amount) * (GO_UNITS[unit] ?? 0);
  return rounded(match[1] === '-' ? -sum : sum);
}

/**
 * A time in HAProxy's syntax: a whole number and a unit, milliseconds where there is none.
 *
 * @returns milliseconds; undefined for other text, fractions among it
 */
export function haproxyMillis(given: string): number | undefined {
  const match = /^(\d{1,12})(us|ms|s|m|h|d)?$/.exec(given);
  return match ? rounded(Number(match[1]) * (HAPROXY_UNITS[match[2] ?? 'ms'] ?? 1)) : undefined;
}

/**
 * A time in keepalived's syntax: seconds, with up to six decimals.
 *
 * @returns milliseconds; undefined for other text
 */
export function keepalivedMillis(given: string): number | undefined {
  return /^\d{1,9}(\.\d{1,6})?$/.test(given) ? rounded(Number(given) * 1000) : undefined;
}

/** A time as it stands in a finding: milliseconds below a second, seconds above. */
export function showMillis(millis: number): string {
  const exact = Math.round(millis * 10) / 10;
  return Math.abs(exact) < 1000 && exact !== 0 ? `${exact}ms` : `${Math.round(exact) / 1000}s`;
}

function rounded(millis: number): number {
  return Math.round(millis * 1e6) / 1e6;
}
