import { JsonPatch } from 'cdk8s';
import { Finding, shown } from './finding';
import { byRule, Check, instanceOf, list, optional, required, Shape, struct, usable, WRONG_TYPE } from './shape';
import { DNS_LABEL } from './values/dns-label';
import { ONE_LINE } from './values/one-line';
import { REASON } from './values/reason';

/** Which final objects of a cluster a patch applies to. What is not given matches everything. */
export interface PatchTarget {
  /**
   * Kind of the object, like `Pod` or `HostFile`.
   *
   * @default - any
   */
  readonly kind?: string;

  /**
   * `metadata.name` of the object, like `kube-apiserver` or `etc-haproxy-haproxy-cfg`.
   *
   * @default - any
   */
  readonly name?: string;

  /**
   * The host to which the object belongs.
   *
   * @default - any, and objects that belong to no host
   */
  readonly host?: string;
}

const TARGET: Shape = { kind: optional(ONE_LINE), name: optional(ONE_LINE), host: optional(DNS_LABEL) };

/** A change of final documents, applied just before they are written. A patch that matches nothing is an error at synth. */
export class Patch {
  /**
   * RFC 6902 operations.
   *
   * @param target which objects
   * @param operations the operations, in order; each must find its path in every matched object
   */
  public static json(target: PatchTarget, operations: JsonPatch[]): Patch {
    return new Patch(target, operations, undefined);
  }

  /**
   * A partial document that is merged in, by the rules of `kubectl patch --type strategic`.
   *
   * @param target which objects
   * @param value the partial document
   */
  public static strategicMerge(target: PatchTarget, value: any): Patch {
    return new Patch(target, undefined, value);
  }

  private constructor(
    private readonly target: PatchTarget,
    private readonly operations: JsonPatch[] | undefined,
    private readonly merge: any,
  ) {}

  /**
   * What can be used of it; what is wrong is recorded.
   *
   * @internal
   */
  public _resolve(path: string, findings: Finding[]): ResolvedPatch | undefined {
    const before = findings.length;
    const target = usable<PatchTarget>(TARGET, this.target, `${path}.target`, findings);
    if (this.operations === undefined) {
      if (typeof this.merge !== 'object' || this.merge === null || Array.isArray(this.merge)) {
        findings.push({ rule: WRONG_TYPE, path: `${path}.value`, got: shown(this.merge), allowed: 'a partial document' });
      }
    } else {
      list(instanceOf(JsonPatch, 'an operation like JsonPatch.add(path, value)'), 1)(this.operations, `${path}.operations`, findings);
    }
    return target && findings.length === before ? { target, operations: this.operations, merge: this.merge, path } : undefined;
  }
}

/** A patch that was checked. */
export interface ResolvedPatch {
  readonly target: PatchTarget;
  readonly operations?: JsonPatch[];
  readonly merge: unknown;
  /** Where the user wrote it, like `patches[1]`. */
  readonly path: string;
}

/** Whether the patch is meant for that object. */
export function isTarget(target: PatchTarget, kind: string, name: string, host: string | undefined): boolean {
  return (
    (target.kind === undefined || target.kind === kind) &&
    (target.name === undefined || target.name === name) &&
    (target.host === undefined || target.host === host)
  );
}

/** An accepted finding. */
export interface Acknowledgement {
  /** Id of the rule, like `HA123`. */
  readonly rule: string;
  /** Why it is accepted: reviewers and reports show it. */
  readonly reason: string;
  /**
   * Only findings about this host.
   *
   * @default - every finding of the rule
   */
  readonly host?: string;
}

const reason: Check = (value, path, findings) => byRule(ONE_LINE)(value, path, findings) && byRule(REASON)(value, path, findings);

/** Fields of an acknowledgement. */
export const ACKNOWLEDGEMENT = struct({ rule: required(ONE_LINE), reason: required(reason), host: optional(DNS_LABEL) });
