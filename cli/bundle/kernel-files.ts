import { PlannedFile, PlannedHost } from '../stream/model';

const MODULES = /^\/etc\/modules-load\.d\/[^/]+\.conf$/;
const SYSCTLS = /^\/etc\/sysctl\.d\/[^/]+\.conf$/;

/**
 * Files that make the kernel modules and settings of a host outlast a reboot, as far as no file of the YAML does.
 *
 * What synth renders needs none. A `Host` object of other origin may ask for more than its files say.
 */
export function kernelFiles(host: PlannedHost): PlannedFile[] {
  const modules = (host.spec.kernelModules ?? []).filter((name) => !linesOf(host, MODULES).includes(name));
  const settings = linesOf(host, SYSCTLS).map((line) => line.replace(/\s*=\s*/, ' = '));
  const sysctls = Object.entries(host.spec.sysctls ?? {}).map(([name, value]) => `${name} = ${value}`);
  return [
    ...fileOf('/etc/modules-load.d/91-ha-cluster-host.conf', modules),
    ...fileOf(
      '/etc/sysctl.d/91-ha-cluster-host.conf',
      sysctls.filter((line) => !settings.includes(line)),
    ),
  ];
}

function linesOf(host: PlannedHost, paths: RegExp): string[] {
  return host.files.filter(({ path }) => paths.test(path)).flatMap(({ content }) => (content ?? '').split('\n').map((line) => line.trim()));
}

function fileOf(path: string, lines: string[]): PlannedFile[] {
  if (lines.length === 0) return [];
  return [{ path, mode: '0644', owner: 'root', group: 'root', content: `${[...lines].sort().join('\n')}\n` }];
}
