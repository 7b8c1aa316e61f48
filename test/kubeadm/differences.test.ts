import * as fs from 'fs';
import * as path from 'path';
import { DifferenceRow, DIFFERENCES } from '../../scripts/differences';
import { renderDifferencesDoc } from '../../scripts/differences-doc';
import { comparePods, placesOf } from './compare';
import { Case, CASES, kubeadmPods, MINORS, ourPods } from './fixtures';

const inRange = (row: DifferenceRow, { minor, topology }: Case) =>
  minor >= (row.since ?? 28) && minor <= (row.until ?? 36) && (row.topology === undefined || row.topology === topology);

const line = (component: string, { what, ours, kubeadm }: { what: string; ours?: string; kubeadm?: string }) =>
  `${component}: ${what}: ours ${ours ?? '-'}, kubeadm's ${kubeadm ?? '-'}`;

describe.each(CASES)('1.$minor with $topology etcd', (which) => {
  const ours = ourPods(which);
  const kubeadm = kubeadmPods(which);

  test('both have the same components', () => {
    expect([...ours.keys()].sort()).toEqual([...kubeadm.keys()].sort());
  });

  test('every difference from kubeadm is in the table, and every row of the table is a difference', () => {
    const found = [...kubeadm].flatMap(([name, pod]) => comparePods(ours.get(name), pod).map((difference) => line(name, difference)));
    const expected = DIFFERENCES.filter((row) => inRange(row, which)).flatMap((row) =>
      row.components.filter((component) => kubeadm.has(component)).map((component) => line(component, row)),
    );
    expect(found.sort()).toEqual(expected.sort());
  });
});

test('every row of the table is seen in at least one comparison', () => {
  expect(DIFFERENCES.filter((row) => !CASES.some((which) => inRange(row, which)))).toEqual([]);
});

test('no place of a component is explained twice for one version', () => {
  const claims = MINORS.flatMap((minor) =>
    DIFFERENCES.filter((row) => inRange(row, { minor, topology: 'external' })).flatMap((row) => row.components.map((component) => `1.${minor} ${component} ${row.what}`)),
  );
  expect(claims.filter((claim, index) => claims.indexOf(claim) !== index)).toEqual([]);
});

test.each(MINORS)('in 1.%i the blueprint writes what the table says, with or without a file of kubeadm\'s to compare', (minor) => {
  for (const topology of ['stacked', 'external'] as const) {
    const pods = ourPods({ minor, topology });
    const wrong = DIFFERENCES.filter((row) => inRange(row, { minor, topology })).flatMap((row) =>
      row.components
        .filter((component) => pods.has(component) && placesOf(pods.get(component)).get(row.what) !== row.ours)
        .map((component) => `${component}: ${row.what}: ${placesOf(pods.get(component)).get(row.what)} instead of ${row.ours}`),
    );
    expect(wrong).toEqual([]);
  }
});

test('docs/differences-from-kubeadm.md is what the table says: `npm run docs` writes it', () => {
  expect(fs.readFileSync(path.join(__dirname, '../../docs/differences-from-kubeadm.md'), 'utf8')).toBe(renderDifferencesDoc());
});
