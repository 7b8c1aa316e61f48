import { MachineFacts } from './machine-facts';
import { Override } from './override';

/** Modules that cannot be seen in /sys/module when they are part of the kernel, and what shows that they are there. */
const EVIDENCE: Record<string, string> = {
  br_netfilter: '[ -e /proc/sys/net/bridge/bridge-nf-call-iptables ]',
  ip_tables: '[ -e /proc/net/ip_tables_names ]',
  ip_vs: '[ -e /proc/net/ip_vs ]',
  nf_conntrack: '[ -e /proc/sys/net/netfilter/nf_conntrack_max ]',
  overlay: 'grep -qw overlay /proc/filesystems',
};

/** A modprobe that loads nothing and knows what this kernel has, where the packaged one cannot know it. */
export function modprobeOverride(facts: MachineFacts): Override[] {
  if (facts.moduleIndex) return [];
  return [
    {
      path: '/usr/sbin/modprobe',
      mode: 0o755,
      content: render(),
      reason: 'this kernel has no list of its modules, so that modprobe fails for those that are part of it',
    },
  ];
}

function render(): string {
  return [
    '#!/bin/sh',
    '# Stands in for modprobe: succeeds for what this kernel has, and loads nothing.',
    'status=0',
    'for module in "$@"; do',
    '  case $module in',
    '    -*) continue ;;',
    ...Object.entries(EVIDENCE).map(([name, test]) => `    ${name}) ${test} && continue ;;`),
    '  esac',
    '  [ ! -e "/sys/module/$(printf %s "$module" | tr - _)" ] || continue',
    '  echo "modprobe: $module is not in the kernel of the machine that runs this rehearsal; load it there" >&2',
    '  status=1',
    'done',
    'exit $status',
    '',
  ].join('\n');
}
