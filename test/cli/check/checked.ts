import { cpSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { App } from 'cdk8s';
import { CheckCommandOptions, runCheck } from '../../../cli/check/register';
import { writeDist } from '../../../lib';
import { temporaryFolder } from '../../temporary-folder';

/** The reference blueprint as it is committed. */
export const DIST = join(__dirname, '../../../dist');

/** The moment at which tests look. */
export const NOW = new Date('2030-06-01T12:00:00Z');

/** What `check` gave, in every format. */
export interface Checked {
  readonly text: string;
  readonly data: { good: boolean; clusters: any[] };
  readonly markdown: string;
  /** What it ended with; undefined where all is good. */
  readonly error?: Error & { exitCode?: number };
}

/** Runs `check`. What it throws after its result is in the answer; before, it is thrown. */
export async function checked(dist: string | undefined, options: CheckCommandOptions = {}, now = NOW): Promise<Checked> {
  let result: Omit<Checked, 'error'> | undefined;
  const output = {
    progress: () => undefined,
    result: (text: string, data: unknown, markdown = '') => void (result = { text, data: JSON.parse(JSON.stringify(data)), markdown }),
  };
  try {
    await runCheck(dist, options, output, now);
    return result!;
  } catch (error) {
    if (!result) throw error;
    return { ...result, error: error as Error };
  }
}

/** A copy of the reference blueprint with texts replaced in every file, each at least once; regular expressions are global. */
export function patchedDist(...replacements: [from: string | RegExp, to: string][]): string {
  const folder = temporaryFolder();
  cpSync(DIST, folder, { recursive: true });
  const files = readdirSync(folder).map((name) => join(folder, name));
  for (const [from, to] of replacements) {
    const changed = files.filter((file) => {
      const before = readFileSync(file, 'utf8');
      const after = before.replaceAll(from, to);
      writeFileSync(file, after);
      return before !== after;
    });
    if (changed.length === 0) throw new Error(`no file has ${from}`);
  }
  return folder;
}

/** The YAML of an example. */
export function exampleDist(name: string): string {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  require(join(__dirname, '../../../examples', name, 'main')).build(app);
  writeDist(app);
  return outdir;
}

/** The lines of one section of a text, its title first. */
export function sectionOf(text: string, title: string): string {
  return text.split('\n\n').find((section) => section.startsWith(title)) ?? `no section ${title}`;
}
