import { FILE_ROWS } from './file-rows';
import { KUBE_PROXY_ROWS } from './kube-proxy-rows';
import { MANUAL_ROWS } from './manual-rows';
import { Row } from './row';
import { RULE_ROWS } from './rule-rows';

/** Every check of the sections 1 to 4 of cis-1.12 in kube-bench, by number. */
export const ROWS: Row[] = [...FILE_ROWS, ...RULE_ROWS, ...KUBE_PROXY_ROWS, ...MANUAL_ROWS].sort((a, b) => byNumber(a.id, b.id));

function byNumber(a: string, b: string): number {
  const [left, right] = [a, b].map((id) => id.split('.').map(Number));
  const index = left!.findIndex((part, place) => part !== right![place]);
  return index < 0 ? 0 : left![index]! - (right![index] ?? -1);
}
