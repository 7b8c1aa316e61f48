import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { dirname } from 'path';
import { PlannedHost } from '../../cli/stream/model';
import { Machine } from '../machine/machine';
import { containerdOverride } from './containerd';
import { keepalivedOverride } from './keepalived';
import { kubeletOverride } from './kubelet';
import { MachineFacts } from './machine-facts';
import { modprobeOverride } from './modprobe';
import { Override } from './override';

/** Units are read anew when one of these changes. */
const UNITS = '/etc/systemd/system/';

/**
 * The files that a host needs on this machine beside its own; each only where this machine makes it necessary.
 *
 * @throws InputError for a host that cannot be rehearsed here
 */
export function overridesFor(host: PlannedHost, facts: MachineFacts): Override[] {
  return [...modprobeOverride(facts), ...kubeletOverride(host, facts), ...containerdOverride(host, facts), ...keepalivedOverride(host, facts)];
}

/**
 * Puts them onto a running host; to be done before `install`, which starts what reads them.
 *
 * @returns paths of those that were not there, or differed
 */
export function writeOverrides(machine: Machine, overrides: Override[]): string[] {
  const changed = overrides.filter(({ path, content }) => {
    const file = machine.path(path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== content;
  });
  for (const { path, content, mode } of changed) {
    const file = machine.path(path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
    writeFileSync(`${file}.new`, content, { mode });
    chmodSync(`${file}.new`, mode);
    // A rename replaces a symbolic link, such as a packaged modprobe, and leaves alone what it names.
    renameSync(`${file}.new`, file);
  }
  if (changed.some(({ path }) => path.startsWith(UNITS))) machine.exec(['systemctl', 'daemon-reload']);
  return changed.map(({ path }) => path);
}
