import { RuleLevel } from '../../cluster/finding';
import { Flags } from '../read/flags';
import { RenderedCluster } from '../read/rendered';
import { RenderedHost } from '../read/rendered-host';
import { Fault, RenderedRule, renderedRule } from '../rules/rule';

/** What a check of the benchmark says, by the numbers of cis-1.12 in kube-bench. */
export interface CisText {
  /** Like `1.2.15`. */
  readonly number: string;
  /** Whether the benchmark decides it by itself; where it does not, breaking it is a warning. */
  readonly automated: boolean;
  readonly title: string;
  readonly fix: string;
}

/** A check as a rule: `CIS-1.2.15`. */
export function cisRule(check: CisText, faults: (cluster: RenderedCluster) => Fault[]): RenderedRule {
  return renderedRule(
    {
      id: `CIS-${check.number}`,
      title: check.title,
      cause: `check ${check.number} of the CIS Kubernetes benchmark fails, and an auditor will ask why`,
      fix: check.fix,
      level: check.automated ? RuleLevel.ERROR : RuleLevel.WARNING,
    },
    faults,
  );
}

/** A condition on one flag of every instance of a component. */
export interface FlagCheck {
  readonly number: string;
  readonly automated: boolean;
  readonly flag: string;
  readonly allowed: string;
  holds(flags: Flags): boolean;
}

/** A check about a flag, as a rule. */
export function flagRule(component: string, check: FlagCheck): RenderedRule {
  const text: CisText = {
    number: check.number,
    automated: check.automated,
    title: `${component} --${check.flag}`,
    fix: `remove what changes --${check.flag}, or acknowledge the check with a reason`,
  };
  return cisRule(text, (cluster) =>
    cluster.hosts.flatMap((host) =>
      host.allPods
        .filter((pod) => pod.component === component && !check.holds(pod.flags()))
        .map((pod) => ({
          host: host.name,
          field: `${component} --${check.flag}`,
          got: pod.flags().value(check.flag) ?? 'nothing',
          allowed: check.allowed,
        })),
    ),
  );
}

/** The usual conditions. */
export const is = {
  set: (flag: string) => (flags: Flags) => (flags.value(flag) ?? '') !== '',
  absent: (flag: string) => (flags: Flags) => flags.value(flag) === undefined,
  equal: (flag: string, value: string) => (flags: Flags) => flags.value(flag) === value,
  not: (flag: string, value: string) => (flags: Flags) => flags.value(flag) !== value,
  atLeast: (flag: string, minimum: number) => (flags: Flags) => Number(flags.value(flag) ?? Number.NaN) >= minimum,
  listed: (flag: string, item: string) => (flags: Flags) => items(flags, flag).includes(item),
  notListed: (flag: string, item: string) => (flags: Flags) => !items(flags, flag).includes(item),
  subset: (flag: string, allowed: string[]) => (flags: Flags) =>
    items(flags, flag).length > 0 && items(flags, flag).every((item) => allowed.includes(item)),
};

function items(flags: Flags, flag: string): string[] {
  return (flags.value(flag) ?? '').split(',').filter((item) => item !== '');
}

/** Mode of a file or directory, as a condition that is a mask: `0600` allows `0400`, and not `0640`. */
export function modeWithin(mode: unknown, mask: number): boolean {
  const bits = typeof mode === 'string' ? Number.parseInt(mode, 8) : Number.NaN;
  return !Number.isNaN(bits) && (bits & ~mask) === 0;
}

/** A fault of a file or directory that exists and has another mode or owner than asked for; none where nobody knows what it has. */
export function ownership(host: RenderedHost, path: string, spec: any, mask: number, owner = 'root'): Fault[] {
  if (spec.mode === undefined) return [];
  const got = `${spec.mode} ${spec.owner}:${spec.group}`;
  const fine = modeWithin(spec.mode, mask) && spec.owner === owner && spec.group === owner;
  return fine ? [] : [{ host: host.name, field: path, got, allowed: `0${mask.toString(8)} or stricter, ${owner}:${owner}` }];
}
