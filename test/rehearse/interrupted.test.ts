import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { build } from '../../main';
import { Rehearsed } from './rehearsed';
import { describeAsRoot } from './requirements';
import { Traces } from './traces';

/** How often `up` is killed before it may finish, and how late at most, in milliseconds: a boot takes about a minute. */
const ROUNDS = 6;
const LATEST = 45_000;

describeAsRoot('a rehearsal that is killed', () => {
  const rehearsed = new Rehearsed();
  const dist = rehearsed.dist('dist', build);
  const traces = new Traces(rehearsed.state);
  const root = join(rehearsed.state, 'secrets/prod/Certificate/kubernetes-ca/tls.crt');

  afterAll(() => rehearsed.end());

  test('leaves nothing after `down`, wherever `up` was', async () => {
    for (let round = 0; round < ROUNDS / 2; round++) {
      const killAfter = moment('up');
      await rehearsed.rehearse(['up', dist], { killAfter });
      expect([killAfter, (await rehearsed.rehearse(['down'])).status]).toEqual([killAfter, 0]);
      expect([killAfter, traces.left(), existsSync(rehearsed.state)]).toEqual([killAfter, [], false]);
    }
  });

  test('goes on where it was: the next `up` finishes what any number of killed ones began', async () => {
    const roots = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      await rehearsed.rehearse(['up', dist], { killAfter: moment('up') });
      if (existsSync(root)) roots.add(readFileSync(root, 'utf8'));
    }
    expect(await rehearsed.good(['up', dist])).toMatch(/^prod is ready: 4 hosts/);
    expect([...roots.add(readFileSync(root, 'utf8'))]).toHaveLength(1);
    expect((await rehearsed.rehearse(['status'])).status).toBe(0);
  });

  test('is taken down by the next `down`, however many were killed', async () => {
    for (let round = 0; round < ROUNDS; round++) await rehearsed.rehearse(['down'], { killAfter: moment('down', 3_000) });
    expect((await rehearsed.rehearse(['down'])).status).toBe(0);
    expect([traces.left(), existsSync(rehearsed.state)]).toEqual([[], false]);
  });
});

/** A moment of a command's run, in milliseconds; printed, so that a failure can be repeated. */
function moment(command: string, latest = LATEST): number {
  const after = Math.round(Math.random() * latest);
  console.log(`${command} is killed after ${after} ms`);
  return after;
}
