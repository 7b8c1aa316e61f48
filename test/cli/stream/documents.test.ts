import { execFileSync } from 'child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'fs';
import { join } from 'path';
import { readDocuments } from '../../../cli/stream/documents';
import { temporaryFolder } from '../../temporary-folder';

const ORDINARY = 'allowed: an ordinary file, or a link to one';
const ALIASES = 'allowed: YAML without aliases that hold themselves or multiply, and not nested too deep; fix: write out what the aliases stand for';

let folder: string;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'x.yaml');
});

const message = (): string => {
  try {
    return `read ${readDocuments(folder).length}`;
  } catch (error) {
    return `${(error as { exitCode?: number }).exitCode}: ${(error as Error).message}`;
  }
};

test('a link that leads nowhere, or in a circle', () => {
  symlinkSync('nowhere', file);
  symlinkSync('y.yaml', join(folder, 'y.yaml'));
  expect(message()).toBe(
    [
      `2: x.yaml: is a link that leads nowhere (ENOENT); ${ORDINARY}; fix: remove it, or put back what it leads to`,
      `y.yaml: is a link that leads in a circle (ELOOP); ${ORDINARY}; fix: remove it`,
    ].join('\n'),
  );
});

test('a link to a file is that file, one to a folder is none', () => {
  mkdirSync(join(folder, 'below'));
  writeFileSync(join(folder, 'below/a.yaml'), 'kind: A\n');
  symlinkSync('below/a.yaml', file);
  expect(message()).toBe('read 2');
  symlinkSync('below', join(folder, 'z.yaml'));
  expect(message()).toBe(`2: z.yaml: got a folder; ${ORDINARY}; fix: remove it`);
});

test('a pipe is not waited for', () => {
  execFileSync('mkfifo', [file]);
  expect(message()).toBe(`2: x.yaml: got a pipe, socket or device; ${ORDINARY}; fix: remove it`);
});

test('more than 16 MiB is not read', () => {
  writeFileSync(file, '');
  truncateSync(file, 3 * 1024 ** 3);
  expect(message()).toBe('2: x.yaml: got 3072 MiB; allowed: at most 16 MiB; fix: move it elsewhere, or split it');
});

test('aliases that multiply, or hold themselves', () => {
  const levels = [...'bcdefghij'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`);
  writeFileSync(file, `a: &a [x]\n${levels.join('\n')}\n`);
  expect(message()).toBe(`2: x.yaml, document 1: cannot be turned into an object (Excessive alias count indicates a resource exhaustion attack); ${ALIASES}`);
  writeFileSync(file, 'a: &a\n  b: *a\n');
  expect(message()).toBe(`2: x.yaml, document 1: cannot be turned into an object (Converting circular structure to JSON); ${ALIASES}`);
});

test('every file that cannot be read is named in one error', () => {
  symlinkSync('nowhere', file);
  writeFileSync(join(folder, 'y.yaml'), 'a: [\n');
  expect(message().split('\n').map((line) => line.slice(0, 24))).toEqual(['2: x.yaml: is a link tha', 'y.yaml, document 1: Flow']);
});

const withoutRoot = process.getuid?.() === 0 ? test.skip : test;
withoutRoot('what may not be read', () => {
  writeFileSync(file, '');
  chmodSync(file, 0);
  mkdirSync(join(folder, 'a'), { mode: 0 });
  const why = 'cannot be read (EACCES); allowed: what you may read; fix: change its owner or mode';
  expect(message()).toBe(`2: a: ${why}\nx.yaml: ${why}`);
});
