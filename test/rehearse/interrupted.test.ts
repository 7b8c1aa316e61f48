import { existsSync } from 'fs';
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

  afterAll(() => rehearsed.end());

  test('leaves nothing after `down`, wherever `up` was', async () => {
    for (let round = 0; round < ROUNDS / 2; round++) {
      const killAfter = Math.round(Math.random() * LATEST);
      await rehearsed.rehearse(['up', dist], { killAfter });
      expect([killAfter, (await rehearsed.rehearse(['down'])).status]).toEqual([killAfter, 0]);
      expect([killAfter, traces.left(), existsSync(rehearsed.state)]).toEqual([killAfter, [], false]);
    }
  });

  test('goes on where it was: the next `up` finishes what any number of killed ones began', async () => {
    for (let round = 0; round < ROUNDS; round++) await rehearsed.rehearse(['up', dist], { killAfter: Math.round(Math.random() * LATEST) });
    expect(await rehearsed.good(['up', dist])).toMatch(/^prod is ready: 4 hosts/);
    expect((await rehearsed.rehearse(['status'])).status).toBe(0);
  });

  test('is taken down by a second `down` when the first was killed', async () => {
    await rehearsed.rehearse(['down'], { killAfter: 500 });
    expect((await rehearsed.rehearse(['down'])).status).toBe(0);
    expect([traces.left(), existsSync(rehearsed.state)]).toEqual([[], false]);
  });
});
