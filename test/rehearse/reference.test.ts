import { build } from '../../main';
import { Rehearsed } from './rehearsed';
import { describeAsRoot } from './requirements';
import { appliedByMistake } from './scenarios/applied-by-mistake';
import { coldStart } from './scenarios/cold-start';
import { lostDisks } from './scenarios/lost-disks';
import { powerCut } from './scenarios/power-cut';
import { referenceExisting } from './scenarios/reference-existing';
import { restored, snapshotTaken } from './scenarios/restore';

// One cluster goes through all of it, in this order: a boot is what takes the time.
describeAsRoot('the reference blueprint, booted with real components', () => {
  const rehearsed = new Rehearsed();
  const dist = rehearsed.dist('dist', build);
  const existing = rehearsed.dist('existing', referenceExisting);

  afterAll(() => rehearsed.end());

  coldStart(rehearsed, dist);

  test('every automated CIS check passes on the running hosts, or is acknowledged by rule id', async () => {
    const said = await rehearsed.rehearse(['cis']);
    expect(said).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('65 automated: 0 FAIL, 0 MANUAL, 0 ACKNOWLEDGED, 64 PASS, 1 NOT APPLICABLE'),
    });
  });

  appliedByMistake(rehearsed, dist);
  powerCut(rehearsed);
  const snapshot = snapshotTaken(rehearsed);
  lostDisks(rehearsed, existing);
  restored(rehearsed, snapshot);
});
