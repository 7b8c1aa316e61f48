import { describeFailure, Failure } from '../../lib/availability/model';

/** Names as one: `cp-1`, `any of cp-1, cp-2, cp-3`. */
export function anyOf(names: string[]): string {
  return names.length === 1 ? names[0]! : `any of ${names.join(', ')}`;
}

/** Failures that differ in nothing but the host or the zone. */
export interface FailureGroup {
  /** Hosts or zones, sorted; empty for failures that have neither. */
  readonly names: string[];
  /** Each once, by name. */
  readonly failures: Failure[];
  /** `any of cp-1, cp-2, cp-3 lost`, `etcd on cp-1 hangs`. */
  readonly text: string;
}

/** Failures with those of the same kind said once, in the order in which each kind comes first. */
export function groupFailures(failures: Failure[]): FailureGroup[] {
  return grouped(failures, kindOf).map((group) => {
    const unique = new Map(group.map((failure) => [nameOf(failure) ?? '', failure]));
    const names = [...unique.keys()].sort();
    return { names: names.filter((name) => name !== ''), failures: names.map((name) => unique.get(name)!), text: textOf(group[0]!, names) };
  });
}

/** Items by a key, in the order in which each key comes first. */
export function grouped<T>(items: T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

function kindOf(failure: Failure): string {
  return JSON.stringify({ ...failure, host: undefined, zone: undefined });
}

function nameOf(failure: Failure): string | undefined {
  if ('host' in failure) return failure.host;
  return failure.kind === 'zone' ? failure.zone : undefined;
}

function textOf(failure: Failure, names: string[]): string {
  if (names.length < 2) return describeFailure(failure);
  return failure.kind === 'zone' ? `any of the zones ${names.join(', ')} lost` : describeFailure({ ...failure, host: anyOf(names) } as Failure);
}
