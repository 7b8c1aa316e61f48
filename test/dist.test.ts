import * as fs from 'fs';
import * as path from 'path';
import { App } from 'cdk8s';
import { writeDist } from '../lib';
import { build } from '../main';
import { temporaryFolder, textsOf } from './temporary-folder';

const DIST = path.join(__dirname, '../dist');
const STALE = 'dist/ is not what main.ts renders now: run `npm run synth` and commit what changed';

const rendered = (() => {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  build(app);
  writeDist(app);
  return textsOf(outdir);
})();

/** The first line that is not the same, which says more than two thousand that are. */
function firstDifference(file: string, committed: string, now: string): string {
  const [old, current] = [committed.split('\n'), now.split('\n')];
  const index = old.findIndex((line, at) => line !== current[at]);
  const at = index < 0 ? old.length : index;
  return old.length === current.length && index < 0 ? '' : `${file}:${at + 1}: committed ${JSON.stringify(old[at])}, now ${JSON.stringify(current[at])}; ${STALE}`;
}

test('dist/ has the files of the reference blueprint, and no others', () => {
  expect({ files: fs.existsSync(DIST) ? fs.readdirSync(DIST).sort() : [], STALE }).toEqual({ files: Object.keys(rendered), STALE });
});

test.each(Object.keys(rendered))('dist/%s is what the code renders now', (file) => {
  const committed = fs.existsSync(path.join(DIST, file)) ? fs.readFileSync(path.join(DIST, file), 'utf8') : '';
  expect(firstDifference(file, committed, rendered[file] as string)).toBe('');
});
