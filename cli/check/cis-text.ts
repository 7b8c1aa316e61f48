import { wrap } from '../availability/lines';
import { CisCoverage, ranges } from './cis-coverage';

/** How far the benchmark is answered, and which checks fail. */
export function cisLines({ benchmark, passed, accepted, failed, notInFiles }: CisCoverage): string[] {
  const decided = passed.length + accepted.length + failed.length;
  const counts = `${passed.length} pass, ${accepted.length} accepted, ${failed.length} fail`;
  return [
    ...wrap(`${benchmark}, sections 1 to 4: these files decide ${decided} of ${decided + notInFiles.length} checks: ${counts}`, '  '),
    ...(failed.length > 0 ? wrap(`fail: ${ranges(failed)}`, '  ', '      ') : []),
    ...(accepted.length > 0 ? wrap(`accepted: ${ranges(accepted)}`, '  ', '      ') : []),
    ...wrap(`only a running host or a person can say: ${ranges(notInFiles)}; \`ha-cluster rehearse cis\` asks hosts that run`, '  ', '      '),
  ];
}
