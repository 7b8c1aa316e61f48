import * as fs from 'fs';
import * as path from 'path';
import { Command } from 'commander';
import { registerApply } from '../cli/apply/register';
import { registerBundle } from '../cli/bundle/register';
import { registerCheck } from '../cli/check/register';
import { registerDiff } from '../cli/diff/register';
import { registerEtcd } from '../cli/etcd/register';
import { program } from '../cli/main';
import { registerPki } from '../cli/pki/register';
import { registerRehearse } from '../cli/rehearse/register';
import { registerReport } from '../cli/report/register';

const ROOT = path.join(__dirname, '..');
const DOCS = fs.readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
const PAGES = ['README.md', 'CONTRIBUTING.md', ...DOCS].sort();
const COMMANDS = program([registerCheck, registerDiff, registerReport, registerPki, registerBundle, registerApply, registerEtcd, registerRehearse]);

/** Commands whose words are those of another program. */
const PASSING = ['exec', 'kubectl'];

/** The command lines in the shell blocks of a text, without comments and without what belongs to other programs. */
function commandLines(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block!);
  return blocks.flatMap((block) => [...block.matchAll(/(?:^|\s)ha-cluster (?:-- )?([a-z][^#&|\n]*)/gm)].map(([, line]) => line!.trim()));
}

/** What of a command line does not exist. */
function unknownIn(line: string): string[] {
  let command: Command = COMMANDS;
  const words = line.split(/\s+/);
  for (let next = subcommand(command, words[0]!); next; next = subcommand(command, words[0] ?? '')) {
    command = next;
    words.shift();
  }
  if (command === COMMANDS || (command.commands.length > 0 && !words[0]?.startsWith('-'))) return [line];
  const options = PASSING.includes(command.name()) ? [] : words.map((word) => /^\[?(--[a-z-]+)/.exec(word)?.[1]).filter((word) => word !== undefined);
  return options.filter((option) => !command.options.some(({ long }) => long === option)).map((option) => `${line}: ${option}`);
}

function subcommand(command: Command, name: string): Command | undefined {
  return command.commands.find((candidate) => candidate.name() === name.split('|')[0]);
}

test('command lines are found in pages, and what does not exist is noticed', () => {
  expect(commandLines('```sh\nnpx ha-cluster pki issue --secrets s   # makes keys\nsudo npm run ha-cluster -- rehearse up\n```\n')).toEqual(['pki issue --secrets s', 'rehearse up']);
  expect(['pki issue --ca a=b', 'rehearse power off cp-1 --graceful', 'rehearse kubectl get nodes --watch'].flatMap(unknownIn)).toEqual([]);
  expect(['pki isue', 'bundle --ot x', 'rehearse', 'rehearse up --now'].flatMap(unknownIn)).toEqual(['pki isue', 'bundle --ot x: --ot', 'rehearse', 'rehearse up --now: --now']);
});

test.each(PAGES)('%s: every command and option of ha-cluster that it shows exists', (page) => {
  expect(commandLines(fs.readFileSync(path.join(ROOT, page), 'utf8')).flatMap(unknownIn)).toEqual([]);
});

test('docs/commands.md names every command', () => {
  const text = fs.readFileSync(path.join(ROOT, 'docs/commands.md'), 'utf8');
  const names = COMMANDS.commands.flatMap((room) => (room.commands.length > 0 ? room.commands.map((command) => `${room.name()} ${command.name()}`) : [room.name()]));
  expect(names).toContain('rehearse up');
  expect(names.filter((name) => !text.includes(name) && !(name.startsWith('rehearse ') && new RegExp(`rehearse .*\\b${name.split(' ')[1]}\\b`).test(text)))).toEqual([]);
});
