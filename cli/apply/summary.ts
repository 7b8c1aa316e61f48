import { PlannedCluster } from '../stream/model';
import { ApplyReport } from './apply';
import { existingInDescription } from './bootstrap';

/** The result for people. */
export function summaryOf(report: ApplyReport, cluster: PlannedCluster): string {
  return [...objectLines(report), ...nodeLines(report), ...foundedLines(report), ...nextLines(report, cluster)].join('\n');
}

function objectLines({ cluster, server, objects }: ApplyReport): string[] {
  const of = (change: string) => objects.filter((object) => object.change === change);
  const changed = [...of('created'), ...of('changed'), ...of('applied')].map(({ object, change }) => `  ${change} ${object}`);
  if (changed.length === 0) return [`${cluster}: ${objects.length} objects are as described, at ${server}`];
  return [`${cluster}: ${objects.length} objects applied at ${server}, ${of('unchanged').length} of them unchanged`, ...changed];
}

function nodeLines({ nodes, missing }: ApplyReport): string[] {
  if (nodes.length > 0)
    return nodes.map(
      ({ name, labels, taints }) =>
        `Node ${name}: set ${[...labels.map((label) => `label ${label}`), ...taints.map((taint) => `taint ${taint}`)].join(', ')}`,
    );
  return missing.some((line) => /^Nodes?\b/.test(line)) ? [] : ['Nodes have their labels and taints'];
}

function foundedLines({ founded, recorded }: ApplyReport): string[] {
  if (!founded) return ['not recorded as founded: something is missing'];
  const who = founded.members.length > 0 ? ` with etcd members ${founded.members.join(', ')}` : '';
  return [`${recorded ? 'recorded as founded' : 'founded'} on ${founded.foundedAt}${who}`];
}

/** Only while the YAML would still let members found a cluster: afterwards there is nothing to be done. */
function nextLines({ founded, unguarded }: ApplyReport, cluster: PlannedCluster): string[] {
  if (!founded || unguarded.length === 0) return [];
  return [
    '',
    `A lost disk is not guarded yet: etcd of ${unguarded.join(', ')} starts with --initial-cluster-state=new, so members that lose their data`,
    'while the others are off could found an empty cluster, and nobody would notice. Next:',
    `  1. in the description: ${existingInDescription(cluster)}`,
    '  2. npm run synth',
    '  3. ha-cluster bundle',
    '  4. install it on one host after the other; go on when the API server of that host is ready',
  ];
}
