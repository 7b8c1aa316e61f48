import { markup } from '../../../cli/report/html';
import { cellOf } from '../../../cli/report/matrix/cells';
import { chainBody, chainList, timeTree } from '../../../cli/report/matrix/chain-view';
import { Chains, simplified } from '../../../cli/report/matrix/chains';
import { shortened } from '../../../cli/report/matrix/names';
import { pairsOf } from '../../../cli/report/matrix/pairs';
import { sectionsOf } from '../../../cli/report/matrix/rows';
import { matrixTable } from '../../../cli/report/matrix/table';
import { assess, Assessment, ClientAnswer, either, Failure, NO_TIME, parallel, serial, term, Time, unbounded } from '../../../lib/availability/model';
import { clusterModel, EXTERNAL, SEVEN, THREE } from './models';

const ELECTION = term('etcd election', 2000, '2 x 1 s', 'etcd raft');
const TAKEOVER = term('VRRP takeover', 322, '3 x 0.1 s + skew', 'RFC 5798');

/** An answer for users, and nothing else that is interesting. */
function answer(failure: Failure, client: Partial<ClientAnswer> = {}, rest: Partial<Assessment> = {}): Assessment {
  const acting = { acts: true, interruption: NO_TIME };
  return {
    failures: [failure],
    clients: [
      { client: 'users', present: 1, reads: 'yes', writes: 'yes', interruption: NO_TIME, openConnections: NO_TIME, cutOff: [], notes: [], ...client },
    ],
    controllers: acting,
    scheduler: acting,
    workloads: { keepRunning: true, lost: [], doubted: [], replaced: NO_TIME },
    ...rest,
  };
}

const lost = (host: string): Failure => ({ kind: 'host', host });

/** The rows of some answers, in short. */
function rows(assessments: Assessment[]): string[] {
  return sectionsOf(assessments).flatMap((section) => section.rows.map(({ text }) => text));
}

test('hosts after which the same happens share a row, whatever they are called', () => {
  const one = (host: string) => answer(lost(host), { cutOff: [host], notes: [`nobody reaches ${host}, and so on`] });
  expect(rows([one('cp-1'), one('cp-2'), one('cp-10')])).toEqual(['cp-1, cp-2 or cp-10 lost']);
});

test('a host whose name is part of another one is not taken for it', () => {
  const notes = ['cp-1 is not cp-10 and not x.cp-1.y'];
  const [section] = sectionsOf([answer(lost('cp-1'), { notes }), answer(lost('cp-10'), { notes })]);
  expect(section!.rows.map(({ text }) => text)).toEqual(['cp-1 lost', 'cp-10 lost']);
});

test('a difference of a millisecond is none, and the longer time is shown', () => {
  const one = (host: string, millis: number) => answer(lost(host), { interruption: term('VRRP takeover', millis, `${millis}`, 'RFC') });
  const [section] = sectionsOf([one('cp-1', 322), one('cp-2', 323), one('cp-3', 400)]);
  expect(section!.rows.map(({ text, assessment }) => [text, cellOf(assessment, 'users')!.bound])).toEqual([
    ['cp-1 or cp-2 lost', '323 ms'],
    ['cp-3 lost', '400 ms'],
  ]);
});

test.each<[string, Assessment]>([
  ['what is there', answer(lost('b'), { writes: 'no' })],
  ['who is cut off', answer(lost('b'), { cutOff: ['c'] })],
  ['what decides', answer(lost('b'), { interruption: ELECTION })],
  ['who acts', answer(lost('b'), {}, { scheduler: { acts: false, interruption: NO_TIME } })],
  ['whose pods are lost', answer(lost('b'), {}, { workloads: { keepRunning: true, lost: ['c'], doubted: [], replaced: NO_TIME } })],
])('hosts that differ in %s have rows of their own', (_, other) => {
  expect(rows([answer(lost('a')), other])).toHaveLength(2);
});

test('names are said by their ends where four or more follow each other', () => {
  expect(shortened(['cp-1'])).toBe('cp-1');
  expect(shortened(['cp-1', 'cp-2', 'cp-3'])).toBe('cp-1, cp-2 or cp-3');
  expect(shortened(['cp-1', 'cp-2', 'cp-3', 'cp-4', 'cp-6', 'worker-9', 'worker-10', 'worker-11', 'worker-12'])).toBe(
    'cp-1 to cp-4, cp-6 or worker-9 to worker-12',
  );
  expect(shortened(['a-06', 'a-07', 'a-08', 'a-09', 'a-10'])).toBe('a-06 to a-09 or a-10');
});

test.each<[string, Partial<ClientAnswer>, string]>([
  ['served without a gap', {}, 'yes'],
  ['served after a while', { interruption: ELECTION }, 'yes 2.0 s'],
  ['open connections take longer', { interruption: ELECTION, openConnections: serial(ELECTION, TAKEOVER) }, 'yes 2.0 s open 2.4 s'],
  ['open connections for ever', { openConnections: unbounded('kept', 'why', 'where') }, 'yes open no bound'],
  ['only memory', { reads: 'cached', writes: 'no', interruption: ELECTION }, 'reads cached, writes no'],
  ['nothing', { reads: 'no', writes: 'no', interruption: ELECTION }, 'no'],
  ['nobody is left', { present: 0, reads: 'no', writes: 'no' }, 'none left'],
  ['a share', { reads: 'partly', writes: 'partly' }, 'partly'],
])('%s: the cell says so', (_, client, said) => {
  const { marks, bound, also } = cellOf(answer(lost('a'), client), 'users')!;
  expect([marks.map(({ word }) => word).join(', '), bound, also].filter(Boolean).join(' ')).toBe(said);
});

test('pods that are lost move, pods that are doubted are started twice', () => {
  const cell = (lostHosts: string[], doubted: string[]) =>
    cellOf(
      answer(lost('a'), {}, { workloads: { keepRunning: doubted.length === 0, lost: lostHosts, doubted, replaced: term('x', 345_000, '', '') } }),
      'workloads',
    )!;
  expect(cell(['w'], [])).toMatchObject({ marks: [{ state: 'partly', word: 'moved' }], bound: '5 min 45 s' });
  expect(cell([], ['w'])).toMatchObject({
    marks: [{ state: 'partly', word: 'twice' }],
    chain: { notes: ['Pods that run and are started a second time: those of w.'] },
  });
});

test('a column that nobody asks has no cell, and a table without such clients no column', () => {
  const chains = new Chains();
  expect(cellOf(answer(lost('a')), 'workers')).toBeUndefined();
  expect(matrixTable(sectionsOf([answer(lost('a'))]), chains).text).not.toContain('Workers');
});

test('equal chains are said once, with the cells that lead to them', () => {
  const chains = new Chains();
  const text = matrixTable(
    sectionsOf([answer(lost('a'), { interruption: ELECTION }), answer({ kind: 'zone', zone: 'z' }, { interruption: ELECTION })]),
    chains,
  ).text;
  expect(text.match(/href="#chain-1"/g)).toHaveLength(2);
  expect(chains.all()[0]!.uses).toEqual(['zone z lost: users', 'a lost: users']);
  expect(chainList(chains).text).toContain('<summary>1. zone z lost: users; a lost: users</summary>');
});

test('every cell of a real cluster leads to a chain that is there', () => {
  const model = clusterModel(SEVEN);
  const failures: Failure[] = [
    lost('cp-1'),
    lost('worker-1'),
    { kind: 'zone', zone: 'a' },
    { kind: 'hang', host: 'cp-2', process: 'etcd' },
    { kind: 'expired-ca', authority: 'etcd-ca' },
  ];
  const chains = new Chains();
  const table = matrixTable(sectionsOf(failures.map((failure) => assess(model, [failure]))), chains).text;
  const ids = chains.all().map(({ id }) => id);
  const links = [...table.matchAll(/href="#(chain-\d+)"/g)].map(([, id]) => id!);
  expect(links).toHaveLength(failures.length * 7);
  expect(links.filter((id) => !ids.includes(id))).toEqual([]);
});

test('the tree says what follows, what runs at the same time, and what decides', () => {
  const time: Time = serial(parallel(ELECTION, TAKEOVER), term('last', 500, 'half a second', 'x'));
  expect(timeTree(time).text.replace(/<li/g, '\n<li')).toMatchInlineSnapshot(`
"<ul class="tree">
<li class="serial"><span class="order">One after the other: they add up <b>2.5 s</b></span><ul>
<li class="parallel"><span class="order">At the same time, all needed: the longest counts <b>2.0 s</b></span><ul>
<li class="term decides"><span class="name">etcd election</span> <b>2.0 s</b> <span class="tag">decides</span><br><span class="formula">2 x 1 s</span> <cite>etcd raft</cite></li>
<li class="term"><span class="name">VRRP takeover</span> <b>322 ms</b><br><span class="formula">3 x 0.1 s + skew</span> <cite>RFC 5798</cite></li></ul></li>
<li class="term decides"><span class="name">last</span> <b>500 ms</b> <span class="tag">decides</span><br><span class="formula">half a second</span> <cite>x</cite></li></ul></li></ul>"
`);
});

test('what only repeats something at the same time is left out, what repeats something before is not', () => {
  expect(simplified(either(ELECTION, ELECTION))).toEqual(ELECTION);
  expect(simplified(parallel(either(ELECTION, ELECTION), ELECTION, TAKEOVER))).toEqual(parallel(ELECTION, TAKEOVER));
  expect(simplified(serial(ELECTION, ELECTION))).toEqual(serial(ELECTION, ELECTION));
});

test('a chain without an end says that there is no bound, and notes are shown as text', () => {
  const body =
    markup`${chainBody({ outcome: 'x', parts: [{ title: 'new connections', time: unbounded('kept', '<why>', 'w') }], notes: ['<b>note</b>'] })}`.text;
  expect(body).toContain('<h4>New connections: no bound</h4>');
  expect(body).toContain('&lt;why&gt;');
  expect(body).toContain('<li>&lt;b&gt;note&lt;/b&gt;</li>');
});

test('pairs: three stacked hosts survive one, not two; of external etcd any apiserver and any member', () => {
  const survived = (shape: typeof THREE, a: string, b: string) => pairsOf(clusterModel(shape))[0]!.survives(a, b);
  expect(survived(THREE, 'cp-1', 'cp-1')).toBe(true);
  expect(survived(THREE, 'cp-1', 'cp-2')).toBe(false);
  expect(survived(EXTERNAL, 'cp-1', 'etcd-3')).toBe(true);
  expect(survived(EXTERNAL, 'etcd-1', 'etcd-2')).toBe(false);
  expect(pairsOf(clusterModel(THREE)).map(({ title, names }) => [title, names])).toEqual([
    ['Two hosts lost', ['cp-1', 'cp-2', 'cp-3']],
    ['Two zones lost', ['a', 'b', 'c']],
  ]);
});
