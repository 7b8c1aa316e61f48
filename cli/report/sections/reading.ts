import { CheckReport } from '../../check/report';
import { markup, Markup } from '../html';
import { list, section } from '../parts';

const HOW = [
  'Everything here is computed from the rendered files: flags, haproxy.cfg, keepalived.conf, kubelet configuration. Nothing was asked of a running cluster, but what stands in “Measured beside predicted”.',
  'A failure lasts. What restarts by itself makes it better, never worse.',
  'Leaders of etcd, controller manager and scheduler, and the holder of the virtual IP, are where it hurts most. A real failure is often shorter.',
  'A bound is the longest time from the failure until a request that is tried again is served, as a sum of terms. Terms that run at the same time are not added. Each names its formula and the source of it.',
  '“No bound” means that nothing in the configuration ends it: it may end soon, or when somebody acts.',
  'Several failures in the same moment are looked at in pairs of hosts and of zones only; three and more at once are in the tolerance above.',
];

/** What the model assumes, and how to read it. */
export function readingSection({ assumptions }: CheckReport): Markup {
  return section(
    'reading',
    'Assumptions, and how to read this',
    list(HOW),
    assumptions.length > 0 && markup`<h3>Assumed, because no file says it</h3>${list(assumptions)}`,
  );
}
