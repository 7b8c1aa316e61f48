import { BadInput, synth } from './given';

/** One test for each wrong description and one for each that is only just right. */
export function checkTable(table: BadInput[]): void {
  for (const { name, change, message, good } of table) {
    test(`${name} stops synth before anything is written`, () => {
      expect(synth(change)).toEqual({ error: message, written: [] });
    });
    if (!good) continue;
    test(`instead of ${name}, what is only just right is written`, () => {
      const { error, written } = synth(good);
      expect(error).toEqual([]);
      expect(written).toContain('prod-api.k8s.yaml');
    });
  }
}
