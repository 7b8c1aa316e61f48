import { mkdirSync } from 'fs';
import { Host } from '../boot/host';

/** Folders of this machine that a script may change, as far as it can see. */
const COVERED = ['/etc', '/usr/local', '/var'];

/** Shows a host's own files where scripts expect them, to everything that runs in its namespaces and to nothing else. */
export function showAtRealPaths(host: Host, paths: string[]): void {
  for (const folder of COVERED) {
    const [upper, work] = [host.aside('covers', folder, 'upper'), host.aside('covers', folder, 'work')];
    host.namespaces.run(['mount', '-t', 'overlay', 'overlay', '-o', `lowerdir=${folder},upperdir=${upper},workdir=${work}`, folder]);
  }
  host.namespaces.run(['mount', '-t', 'tmpfs', 'tmpfs', '/run']);
  for (const path of paths) {
    mkdirSync(host.path(path), { recursive: true });
    host.namespaces.run(['mkdir', '-p', path]);
    host.namespaces.run(['mount', '--bind', host.path(path), path]);
  }
}
