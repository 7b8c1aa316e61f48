import { complaintsIn } from '../system/boot/complaints';
import { Rehearsed } from './rehearsed';

/** What the components of each host say about flags, gates and files; each must have said something at all. */
export async function complaintsOf(rehearsed: Rehearsed): Promise<string[]> {
  const complaints: string[] = [];
  for (const host of rehearsed.open().cluster.hosts) {
    for (const { metadata } of host.staticPods) {
      const log = await rehearsed.on(host.name, `cat /var/log/pods/kube-system_${metadata.name}-*/*/*.log`);
      if (log.split('\n').length < 3) throw new Error(`${metadata.name} on ${host.name} has written no log`);
      complaints.push(...complaintsIn(log));
    }
    for (const unit of (host.spec.units ?? []).filter((name) => name.endsWith('.service'))) {
      const log = await rehearsed.on(host.name, `journalctl --no-pager --unit ${unit}`);
      if (!log.includes('Started')) throw new Error(`${unit} on ${host.name} has written no log`);
      complaints.push(...complaintsIn(log));
    }
  }
  return complaints;
}
