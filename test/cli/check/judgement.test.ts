import { groupAccepted, groupFindings } from '../../../cli/check/findings';
import { judgeRendered } from '../../../cli/check/judgement';
import { RenderedCluster } from '../../../lib/availability/read/rendered';
import { renderedRule } from '../../../lib/availability/rules/rule';
import { describe as line } from '../../../lib/cluster/finding';
import { clusterOf } from '../../availability/rendered-objects';

const RULE = renderedRule({ id: 'HA205', title: 'title', cause: 'cause', fix: 'fix' }, ({ hosts }) =>
  hosts.map(({ name: host }) => ({ host, field: 'field', got: host === 'cp-3' ? '2s' : '1s', allowed: '5s' })),
);

function cluster(acknowledgements?: unknown): RenderedCluster {
  return clusterOf({ 'cp-1': {}, 'cp-2': {}, 'cp-3': {} }, { acknowledgements });
}

async function open(acknowledgements?: unknown): Promise<string[]> {
  return (await judgeRendered(cluster(acknowledgements), [RULE])).open.map(line);
}

test('without acknowledgements every finding is open', async () => {
  expect(await open()).toEqual(
    ['cp-1', 'cp-2', 'cp-3'].map((host) => `HA205 ${host} field: got ${host === 'cp-3' ? '2s' : '1s'}; allowed: 5s; fix: fix`),
  );
  expect(await open('not a list')).toHaveLength(3);
});

test('an acknowledgement of the Cluster object accepts the findings of its rule, on its host only where it names one', async () => {
  expect(await open([{ rule: 'HA205', reason: 'by hand' }])).toEqual([]);
  expect(await open([{ rule: 'HA205', host: 'cp-2', reason: 'by hand' }])).toHaveLength(2);
  const { accepted } = await judgeRendered(cluster([{ rule: 'HA205', reason: 'by hand' }]), [RULE]);
  expect(groupAccepted(accepted)).toEqual([{ rule: 'HA205', reason: 'by hand', hosts: ['cp-1', 'cp-2', 'cp-3'] }]);
});

test('an acknowledgement that accepts nothing is a finding, as in synth', async () => {
  expect(
    await open([
      { rule: 'HA205', reason: 'all' },
      { rule: 'HA205', host: 'cp-9', reason: 'gone' },
    ]),
  ).toEqual(['HA122 acknowledgements of HA205 on cp-9: got no finding; allowed: at least one finding that it accepts; fix: remove it']);
});

test('an acknowledgement of a rule that does not exist, or that cannot be accepted, is a finding', async () => {
  expect(
    (
      await open([
        { rule: 'HA205', reason: 'x' },
        { rule: 'HA999', reason: 'x' },
        { rule: 'HA122', reason: 'x' },
      ])
    ).map((text) => text.slice(0, 5)),
  ).toEqual(['HA121', 'HA120']);
});

test('what a rule about the description accepts cannot be seen in files, and is no finding', async () => {
  expect(
    await open([
      { rule: 'HA205', reason: 'x' },
      { rule: 'HA123', reason: 'two sites' },
    ]),
  ).toEqual([]);
});

test('an acknowledgement of the blueprint itself may be there for nothing', async () => {
  const { builtInAcknowledgements } = await import('../../../lib/description/built-in-acknowledgements');
  const { FrontEndStyle } = await import('../../../lib/cluster/timing');
  const guide = builtInAcknowledgements(FrontEndStyle.KUBEADM_GUIDE, []);
  const asked = guide.map(({ rule }) => ({ ...RULE, id: rule, check: () => [] }));
  expect((await judgeRendered(cluster(guide), asked)).open).toEqual([]);
});

test('what is the same on several hosts is said once', async () => {
  const groups = groupFindings((await judgeRendered(cluster(), [RULE])).open);
  expect(groups.map(({ place, hosts, finding }) => [place, hosts, finding.got])).toEqual([
    ['field', ['cp-1', 'cp-2'], '1s'],
    ['field', ['cp-3'], '2s'],
  ]);
});

test('errors come before warnings, and the CIS benchmark last, in the order of its numbers', () => {
  const finding = (id: string, level: string) => ({ rule: { ...RULE, id, level }, path: id, got: '', allowed: '' }) as never;
  const groups = groupFindings([
    finding('CIS-1.2.11', 'error'),
    finding('CIS-1.2.9', 'error'),
    finding('CIS-1.1.1', 'warning'),
    finding('HA300', 'warning'),
    finding('HA301', 'error'),
  ]);
  expect(groups.map(({ finding: { rule } }) => rule.id)).toEqual(['HA301', 'HA300', 'CIS-1.2.9', 'CIS-1.2.11', 'CIS-1.1.1']);
});
