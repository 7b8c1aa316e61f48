import { assess, singleFailures } from '../../../lib/availability/model';
import { modelled } from './scenarios/topologies';

test('every single failure, every pair and every zone of seven members in three zones is looked at in seconds', () => {
  const model = modelled('seven stacked, own balancers');
  const singles = singleFailures(model);
  const pairs = singles.flatMap((first, index) => singles.slice(index + 1).map((second) => [first, second]));
  const ofSingles = processorTime(() => singles.forEach((failure) => assess(model, [failure])));
  const ofPairs = processorTime(() => pairs.forEach((pair) => assess(model, pair)));
  process.stderr.write(`${singles.length} single failures in ${ofSingles} ms, ${pairs.length} pairs in ${ofPairs} ms of processor time\n`);
  expect(ofSingles + ofPairs).toBeLessThan(15_000);
});

/** Milliseconds that the processor needs, which does not depend on what else runs on the machine. */
function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.round((user + system) / 1000);
}
