import { diffMarkdown } from '../../../cli/diff/markdown';
import { diffText } from '../../../cli/diff/text';
import { Change, ClusterDiff } from '../../../lib/availability/diff';

function diffOf(changes: Partial<Change>[]): ClusterDiff {
  const base = { section: 'hosts', kind: 'flag', severity: 'restart', subject: 'etcd', effect: 'restarts', text: 'x' } as const;
  return { cluster: 'prod', presence: 'both', changes: changes.map((change) => ({ ...base, ...change })), steps: [], worse: false };
}

const NASTY = '</details><script>alert(1)</script> @team #1 [a](https://evil.example) | `x` **b** <!-- ha-cluster -->\n# head\u202e';

test('nothing in the YAML becomes markup, a link, a mention, or a line of its own', () => {
  const parts: Partial<Change>[] = [
    { text: NASTY, subject: NASTY, effect: NASTY, host: 'cp-1' },
    { severity: 'danger', text: NASTY, section: 'cluster' },
    { section: 'availability', text: NASTY, severity: 'note' },
  ];
  const text = diffMarkdown([{ ...diffOf(parts), steps: [{ text: NASTY, details: [NASTY], command: NASTY }] }]);
  expect(text.match(/<\/details>/g)).toHaveLength(2);
  expect(text).not.toMatch(/<script|<!--|@team|#1\b|\]\(https:\/\/|^# |\u202e/m);
  expect(text).not.toMatch(/(?<!\\)`/);
});

test('text for a terminal has no control characters', () => {
  expect(diffText([diffOf([{ text: 'a\u001b[31mb\u202ec\nd' }])])).toContain('a\\u001b[31mb\\u202ec\\u000ad');
});

test('hosts with the same changes are said once, under names that differ in nothing but the host', () => {
  const changes = ['cp-1', 'cp-2', 'cp-10'].map((host) => ({ host, subject: `Certificate/${host}-apiserver`, text: `bad against ${host}` }));
  expect(diffText([diffOf([...changes, { host: 'cp-3', text: 'other' }])])).toBe(
    [
      'prod: 4 restarts',
      '',
      'Hosts',
      '  cp-1, cp-10, cp-2',
      '    Certificate/<host>-apiserver: restarts',
      '      - bad against <host>',
      '  cp-3',
      '    etcd: restarts',
      '      - other',
    ].join('\n'),
  );
});

test('a comment is never longer than GitHub takes, keeps the dangers, and counts what is left out', () => {
  const many = Array.from({ length: 3000 }, (_, index) => ({ host: `host-${index}`, text: `flag ${index} ${'<'.repeat(200)}` }));
  const text = diffMarkdown([diffOf([{ severity: 'danger', section: 'cluster', text: 'all data is lost' }, ...many])]);
  expect(text.length).toBeLessThan(60_000);
  expect(text).toContain('**Danger** etcd: all data is lost');
  expect(text).toMatch(/\d+ of 3002 parts do not fit into a comment; `--format text` shows all\.\n$/);
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
});

test('dangers that do not all fit are there as far as they do', () => {
  const dangers = Array.from({ length: 80 }, (_, index) => ({
    severity: 'danger' as const,
    section: 'cluster' as const,
    text: `${index} ${'<'.repeat(395)}`,
  }));
  const text = diffMarkdown([diffOf(dangers)]);
  expect(text.length).toBeLessThan(60_000);
  expect(text.match(/\*\*Danger\*\*/g)).toHaveLength(20);
});

test('long lists and long values are cut, and say so', () => {
  const dangers = Array.from({ length: 100 }, (_, index) => ({ severity: 'danger' as const, section: 'cluster' as const, text: `danger ${index}` }));
  expect(diffMarkdown([diffOf(dangers)])).toContain('- … and 20 more lines: `--format text` shows all.');
  expect(diffText([diffOf([{ text: 'y'.repeat(5000) }])])).toMatch(/ … y{60} \(5000 characters\)$/);
});
