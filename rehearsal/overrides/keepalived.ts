import { PlannedHost } from '../../cli/stream/model';
import { HOST_REALTIME_US, REALTIME_PERIOD_US } from '../machine/realtime';
import { MachineFacts } from './machine-facts';
import { Override } from './override';

/**
 * Gives keepalived the share of real-time processing that its group needs before it can be real-time at all; kernels of distributions do not
 * ask for it.
 */
export function keepalivedOverride(host: PlannedHost, facts: MachineFacts): Override[] {
  if (!facts.realtimeShares || !(host.spec.units ?? []).includes('keepalived.service')) return [];
  const share = (folder: string) => `echo ${REALTIME_PERIOD_US} >${folder}/cpu.rt_period_us && echo ${HOST_REALTIME_US} >${folder}/cpu.rt_runtime_us`;
  const shares = `cd /sys/fs/cgroup/cpu/system.slice && ${share('.')} && ${share('keepalived.service')}`;
  return [
    {
      path: '/etc/systemd/system/keepalived.service.d/90-rehearsal.conf',
      mode: 0o644,
      content: `[Service]\nExecStartPre=-/bin/sh -c "${shares}"\n`,
      reason: `this kernel shares out real-time processing to control groups: keepalived gets ${HOST_REALTIME_US / 1000} ms of ${REALTIME_PERIOD_US / 1000}`,
    },
  ];
}
