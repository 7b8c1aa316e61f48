import { Change } from '../../lib/availability/diff';
import { isDecisive } from '../../lib/availability/read/decisive';
import { Unread } from '../../lib/availability/read/observation';
import { RenderedCluster } from '../../lib/availability/read/rendered';

/** What could not be read on one side or both, a change for each path: it may differ, and the answers of that side may be wrong. */
export function unreadChanges(before: RenderedCluster, after: RenderedCluster): Change[] {
  const [old, now] = [unreadOf(before), unreadOf(after)];
  const places = new Map([...old, ...now].map((file) => [placeOf(file), file]));
  return [...places.keys()].sort().map((place) => {
    const { host, path } = places.get(place)!;
    const [was, is] = [problemsAt(place, old), problemsAt(place, now)];
    const decisive = isDecisive({ host, path, problem: '' }, before) || isDecisive({ host, path, problem: '' }, after);
    const said = was === is ? `on both sides: ${is}` : [sideOf('old', was), sideOf('new', is)].filter((side) => side !== '').join('; ');
    return {
      section: 'hosts',
      host,
      kind: 'unread',
      severity: decisive ? 'danger' : 'note',
      subject: path,
      effect: decisive ? 'could not be compared: what is said about this cluster may be wrong' : 'could not be compared',
      text: `${path}: ${said}`,
    };
  });
}

function unreadOf({ observed }: RenderedCluster): Unread[] {
  return observed?.unread ?? [];
}

function placeOf({ host, path }: Unread): string {
  return `${host} ${path}`;
}

function problemsAt(place: string, unread: Unread[]): string {
  return unread
    .filter((file) => placeOf(file) === place)
    .map(({ problem }) => problem)
    .join(', ');
}

function sideOf(name: string, problem: string): string {
  return problem === '' ? '' : `${name}: ${problem}`;
}
