import { DROPPED_CAPABILITIES } from './boot-script';
import { groupsOf } from './cgroups';

/** What a program on a host finds in its environment, as after a login over the network. */
const ENVIRONMENT = {
  HOME: '/root',
  LANG: 'C.UTF-8',
  LOGNAME: 'root',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  SHELL: '/bin/bash',
  USER: 'root',
};

/** Joins the groups named before `--`, then becomes what comes after it. */
const JOIN = 'while [ "$1" != -- ]; do echo $$ >"$1/cgroup.procs" || exit 255; shift; done; shift; exec "$@"';

/**
 * The command line that runs a program on a host as root.
 *
 * The program joins every namespace of the host and the control group of its first process, so that it is ended with the host.
 *
 * @param pid of the host's first process
 * @param argv the program and its arguments
 * @param timeoutMs milliseconds, after which it is ended
 */
export function enterCommand(pid: number, argv: string[], timeoutMs?: number): string[] {
  const variables = { ...ENVIRONMENT, ...(process.env.TERM === undefined ? {} : { TERM: process.env.TERM }) };
  const limit = timeoutMs === undefined ? [] : ['timeout', '--signal=KILL', String(timeoutMs / 1000)];
  return [
    'bash', '-c', JOIN, 'join', ...groupsOf(pid).filter((group, index, all) => all.indexOf(group) === index), '--',
    'nsenter', `--target=${pid}`, '--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup', '--',
    'setpriv', `--bounding-set=${DROPPED_CAPABILITIES.map((name) => `-${name}`).join(',')}`,
    '/usr/bin/env', '-i', '-C', '/root', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`), ...limit, ...argv,
  ];
}
