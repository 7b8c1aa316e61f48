import { showMillis } from '../read/durations';
import { VrrpScript } from '../read/keepalived-file';
import { inInstance, RouterMember, routerMembersOf } from '../read/virtual-routers';
import { Fault, renderedRule } from './rule';

/** HA214. */
export const CHECK_SCRIPT = renderedRule(
  {
    id: 'HA214',
    title: 'every virtual IP follows a check of its own host',
    cause:
      'without a check, the virtual IP stays on a host whose balancer is dead; a check that asks the virtual IP judges whichever host holds it; one that may run longer than its interval delays the verdict',
    fix: 'track a script that asks the balancer of this host by its loopback address, and give it a timeout within its interval',
  },
  (cluster) => routerMembersOf(cluster).flatMap((member) => faultsOf(member, cluster.observed === undefined)),
);

function faultsOf(member: RouterMember, described: boolean): Fault[] {
  const { host, file, instance } = member;
  const field = inInstance(instance, 'track_script');
  if (instance.scripts.length === 0) return [{ host: host.name, field, got: 'nothing', allowed: 'at least one check script' }];
  return instance.scripts.flatMap((tracked) => {
    const script = file.scripts.find((candidate) => candidate.name === tracked.name);
    return script ? scriptFaults(member, script, described) : [{ host: host.name, field, got: tracked.name, allowed: 'the name of a vrrp_script' }];
  });
}

function scriptFaults({ host, instance }: RouterMember, script: VrrpScript, described: boolean): Fault[] {
  const place = (field: string) => ({ host: host.name, field: `${host.keepalivedPath} vrrp_script ${script.name} ${field}` });
  const faults: Fault[] = [];
  if (script.timeoutMs > script.intervalMs) {
    faults.push({ ...place('timeout'), got: showMillis(script.timeoutMs), allowed: `at most the interval of ${showMillis(script.intervalMs)}` });
  }
  if (script.command === '') return [...faults, { ...place('script'), got: 'nothing', allowed: 'a command' }];
  const [program = ''] = script.command.split(/\s+/);
  const content = host.files.get(program)?.content;
  const asked = instance.addresses.map(({ address }) => address).find((address) => mentions(`${script.command}\n${content ?? ''}`, address));
  if (asked !== undefined) faults.push({ ...place('script'), got: `a check of ${asked}, the virtual IP`, allowed: 'a check of this host' });
  if (described && program.startsWith('/etc/keepalived/') && !host.files.has(program))
    faults.push({ ...place('script'), got: program, allowed: 'a script that a HostFile of this host provides' });
  return faults;
}

/** The address as a whole: 10.0.0.1 is not in 10.0.0.11. Comments of the script do not count. */
function mentions(script: string, address: string): boolean {
  const code = script
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n');
  const parts = code.split(address);
  return parts.slice(1).some((after, index) => !/^[0-9a-fA-F.]/.test(after) && !/[0-9a-fA-F.:]$/.test(parts[index] ?? ''));
}
