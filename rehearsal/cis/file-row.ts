import { modeWithin } from '../../lib/availability/cis/cis-rule';
import { SeenFile } from './facts';
import { elsewhere, FINE, Found, otherRole, Row, ruleOf, wrong } from './row';
import { RunningHost } from './running-host';

/** Files of which one check asks the mode, and its twin the owner. */
export interface FileChecks {
  readonly what: string;
  readonly automated: boolean;
  /** Number of the check of the mode, and the mode: a mask, so that `0400` is within `0600`. */
  readonly mode?: { readonly id: string; readonly mask: number; readonly note?: string };
  /** Number of the check of owner and group, and their name. @default root */
  readonly owner?: { readonly id: string; readonly name?: string };
  /** Hosts that must have such a file. @default none must */
  readonly roles?: string[];
  /** Why a host has none that need not have one. @default no such file */
  readonly none?: string;
  files(host: RunningHost): SeenFile[];
}

/** The rows of a pair of checks. */
export function fileRows(checks: FileChecks): Row[] {
  const acknowledgedBy = [checks.mode?.id, checks.owner?.id].flatMap((id) => (id === undefined ? [] : [ruleOf(id)]));
  return [...modeRow(checks), ...ownerRow(checks)].map((row) => ({ ...row, automated: checks.automated, acknowledgedBy }));
}

type BareRow = Omit<Row, 'automated' | 'acknowledgedBy'>;

function modeRow({ mode, ...checks }: FileChecks): BareRow[] {
  if (!mode) return [];
  const allowed = `0${mode.mask.toString(8)} or stricter`;
  return [
    {
      id: mode.id,
      title: `${checks.what}: mode ${allowed}`,
      ...(mode.note === undefined ? {} : { note: mode.note }),
      find: (host) =>
        find(checks, host, (file) => (modeWithin(file.mode, mode.mask) ? undefined : `${file.path}: ${file.mode}; allowed: ${allowed}`)),
    },
  ];
}

function ownerRow({ owner, ...checks }: FileChecks): BareRow[] {
  if (!owner) return [];
  const name = owner.name ?? 'root';
  const strange = ({ path, owner: user, group }: SeenFile) =>
    user === name && group === name ? undefined : `${path}: ${user}:${group}; allowed: ${name}:${name}`;
  return [{ id: owner.id, title: `${checks.what}: owner ${name}:${name}`, find: (host) => find(checks, host, strange) }];
}

/** At most so many files are named in one line. */
const NAMED = 3;

function find(
  { files, roles, what, none }: Omit<FileChecks, 'mode' | 'owner'>,
  host: RunningHost,
  fault: (file: SeenFile) => string | undefined,
): Found {
  const found = files(host);
  const other = roles && otherRole(host, roles);
  if (found.length === 0) return roles && other === undefined ? wrong(`${what}: not found`) : elsewhere(other ?? none ?? 'no such file');
  const faults = found.flatMap((file) => fault(file) ?? []);
  if (faults.length === 0) return FINE;
  const more = faults.length > NAMED ? [`and ${faults.length - NAMED} more`] : [];
  return wrong([...faults.slice(0, NAMED), ...more].join('; '));
}
