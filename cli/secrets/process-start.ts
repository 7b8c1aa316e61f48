import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';

/**
 * When a process began, as a word that no later process of the same number has.
 *
 * @returns undefined where there is no such process
 */
export function processStart(pid: number): string | undefined {
  return process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
}

/** Clock ticks since boot, and which boot: field 22 of /proc/PID/stat (proc(5)), counted after the name, which may hold anything. */
function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)}-${fields[18]}`;
  } catch {
    return undefined;
  }
}

function startByPs(pid: number): string | undefined {
  try {
    const [state, ...start] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).trim().split(/\s+/);
    return !state || state.startsWith('Z') ? undefined : start.join('-').replace(/[^A-Za-z0-9-]/g, '');
  } catch {
    return undefined;
  }
}
