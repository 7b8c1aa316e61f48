import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { rehearseDown } from '../../rehearsal/down';
import { RehearsalState } from '../../rehearsal/state';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'ha-cluster-state-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SILENT = { progress: () => undefined, result: () => undefined };

/** A folder that a rehearsal began in. */
function begun(): RehearsalState {
  const state = new RehearsalState(join(folder, 'state'));
  state.claim();
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'dist/one.yaml'), 'one');
  state.takeDist(join(folder, 'dist'));
  mkdirSync(state.secrets, { recursive: true });
  state.save({ cluster: 'prod', installed: false });
  return state;
}

describe('the folder of a rehearsal', () => {
  test('must be empty or missing: a folder of somebody else is refused, and stays as it is', () => {
    writeFileSync(join(folder, 'precious'), '');
    mkdirSync(join(folder, 'dist'));
    expect(() => new RehearsalState(folder).claim()).toThrow(`--state: ${folder} holds something, but no rehearsal; allowed: an empty folder, or none; fix: give another one`);
    expect(() => rehearseDown(folder, SILENT)).toThrow(
      `--state: ${folder} holds no rehearsal; allowed: a folder that \`ha-cluster rehearse up\` made; fix: give that folder`,
    );
    expect(readdirSync(folder).sort()).toEqual(['dist', 'precious']);
  });

  test('is removed with all that a rehearsal wrote', () => {
    const state = begun();
    state.remove();
    expect(existsSync(state.folder)).toBe(false);
  });

  test('keeps what a rehearsal did not write', () => {
    const state = begun();
    writeFileSync(join(state.folder, 'notes'), '');
    state.remove();
    expect(readdirSync(state.folder)).toEqual(['notes']);
  });

  test('can be removed again after a removal that was killed anywhere', () => {
    const names = readdirSync(begun().folder).filter((name) => name !== '.ha-cluster-rehearsal');
    for (const killedAfter of names.map((_, index) => names.slice(0, index + 1))) {
      const state = new RehearsalState(join(folder, 'state'));
      if (!state.isOurs) begun();
      for (const name of killedAfter) rmSync(join(state.folder, name), { recursive: true, force: true });
      expect(state.isOurs).toBe(true);
      state.remove();
      expect(existsSync(state.folder)).toBe(false);
    }
  });

  test('an exchange of the YAML that was killed between its two moves is finished', () => {
    const state = begun();
    renameSync(state.dist, `${state.dist}.old`);
    mkdirSync(`${state.dist}.new`);
    writeFileSync(join(`${state.dist}.new`, 'two.yaml'), 'two');
    expect(state.find()).toEqual({ cluster: 'prod', installed: false });
    expect(readdirSync(state.dist)).toEqual(['two.yaml']);
  });

  test('nothing that was started there says what to do first', () => {
    const state = new RehearsalState(join(folder, 'none'));
    expect(() => state.get()).toThrow(`${state.folder}: no rehearsal is here; fix: \`ha-cluster rehearse up\` first, or --state FOLDER of one that is up`);
    expect(existsSync(state.folder)).toBe(false);
  });

});
