import { Construct } from 'constructs';
import { Family } from '../cluster/address';
import { HostFile } from './host-file';

/** overlay: containerd's snapshots. br_netfilter: Service rules see traffic that crosses a bridge. */
export const KERNEL_MODULES = ['br_netfilter', 'overlay'];

/** Kernel settings of a Node. */
export function nodeSysctls(families: Family[]): { [name: string]: string } {
  return {
    // The kubelet's own values (it sets them at start); written down so that a reboot without kubelet behaves the same.
    'kernel.panic': '10',
    'kernel.panic_on_oops': '1',
    'vm.overcommit_memory': '1',
    // Every watched file of every pod counts against these; the distributions' defaults run out at some dozens of pods.
    'fs.inotify.max_user_instances': '8192',
    'fs.inotify.max_user_watches': '524288',
    ...(families.includes('ipv4') ? { 'net.ipv4.ip_forward': '1', 'net.bridge.bridge-nf-call-iptables': '1' } : {}),
    ...(families.includes('ipv6') ? { 'net.ipv6.conf.all.forwarding': '1', 'net.bridge.bridge-nf-call-ip6tables': '1' } : {}),
  };
}

/** The files that load the modules and set the values at every boot. */
export function kernelFiles(scope: Construct, modules: string[], sysctls: { [name: string]: string }): void {
  new HostFile(scope, 'modules', { path: '/etc/modules-load.d/90-ha-cluster.conf', content: lines([...modules].sort()) });
  if (Object.keys(sysctls).length === 0) return;
  new HostFile(scope, 'sysctls', {
    path: '/etc/sysctl.d/90-ha-cluster.conf',
    content: lines(Object.entries(sysctls).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name} = ${value}`)),
  });
}

function lines(text: string[]): string {
  return `${text.join('\n')}\n`;
}
