import { haproxyMillis } from '../read/durations';
import { isMap, text } from '../read/reading';
import { HAPROXY_PATH, KEEPALIVED_PATH, RenderedFile, RenderedHost } from '../read/rendered-host';
import { RenderedPod } from '../read/rendered-pod';
import { Change, ReadingOf } from './change';

/** What a changed file does to one program of its host. */
export type Consequence = Pick<Change, 'severity' | 'subject' | 'effect'>;

/** Whether a file of the host holds a secret, as a whole or in parts. */
export function holdsSecret(file: RenderedFile): boolean {
  return file.spec.contentFrom !== undefined || (file.content ?? '').includes('${secret:');
}

/** Whether a pod mounts a folder of the host in which the file is. */
export function mounts(pod: RenderedPod, path: string): boolean {
  return pod.hostPaths.some((mounted) => path === mounted.path || path.startsWith(mounted.path === '/' ? '/' : `${mounted.path}/`));
}

/** How a static pod of a host reads a file. */
export function podReading(host: RenderedHost, pod: RenderedPod, path: string, readingOf: ReadingOf): string {
  const others = [...host.files.values()].filter((file) => file.path !== path && file.content !== undefined && mounts(pod, file.path));
  const settings = others.filter((file) => readingOf(pod.object, file.path, []) !== 'never').map((file) => file.content ?? '');
  return readingOf(pod.object, path, settings);
}

/**
 * The unit that the file says is told of a change.
 *
 * @param before the host as it was, where it is known
 */
export function toldUnit(file: RenderedFile, host: RenderedHost, before = host): Consequence | undefined {
  const given: unknown = file.spec.onChange;
  if (!isMap(given) || text(given.unit) === undefined) return undefined;
  const subject = text(given.unit) ?? '';
  return given.action === 'reload'
    ? { severity: 'reload', subject, effect: `reloads${reloadCost(subject, host, before)}` }
    : { severity: 'restart', subject, effect: `restarts${RESTART_COSTS[subject] ?? ''}` };
}

/** What a restart of a unit means for what it serves. */
const RESTART_COSTS: { readonly [unit: string]: string } = {
  'containerd.service': '; pods keep running',
  'haproxy.service': '; connections through it end',
  'keepalived.service': '; a virtual IP that it holds moves to another host',
  'kubelet.service': '; pods keep running',
};

/** HAProxy's old process keeps its connections; keepalived starts its instances anew. */
function reloadCost(unit: string, host: RenderedHost, before: RenderedHost): string {
  if (unit === 'haproxy.service') {
    const limit = host.haproxy()?.global.find(({ words }) => words[0] === 'hard-stop-after')?.words[1];
    const millis = limit === undefined ? undefined : haproxyMillis(limit);
    return `; open connections stay in the old process${millis === undefined ? '' : `, for at most ${millis / 1000} s`}`;
  }
  if (unit !== 'keepalived.service') return '';
  const instances = host.keepalived()?.instances ?? [];
  const stays = routersOf(host) === routersOf(before) && instances.every(({ nopreempt, state }) => nopreempt && state === 'BACKUP');
  return stays ? '; a virtual IP stays where it is' : '; a virtual IP may move';
}

/** What makes keepalived take an instance for another one. */
function routersOf(host: RenderedHost): string {
  return JSON.stringify((host.keepalived()?.instances ?? []).map(({ name, routerId, version, addresses }) => [name, routerId, version, addresses]));
}

/** Files whose readers are known although nothing says them, by a pattern of their path. */
const KNOWN: readonly { readonly path: RegExp; readonly consequence: Consequence }[] = [
  { path: exactly(HAPROXY_PATH), consequence: byHand('reload', 'haproxy.service') },
  { path: exactly(KEEPALIVED_PATH), consequence: byHand('reload', 'keepalived.service') },
  {
    path: /^\/etc\/keepalived\//,
    consequence: { severity: 'note', subject: 'keepalived.service', effect: 'runs its script anew at the next check' },
  },
  { path: /^\/var\/lib\/kubelet\/(config\.yaml|kubeadm-flags\.env|instance-config\.yaml)$/, consequence: byHand('restart', 'kubelet.service') },
  { path: /^\/etc\/(default|sysconfig)\/kubelet$/, consequence: byHand('restart', 'kubelet.service') },
  { path: /^\/etc\/kubernetes\/(kubelet\.conf|kubelet\.conf\.d\/)/, consequence: byHand('restart', 'kubelet.service') },
  { path: /^\/etc\/containerd\//, consequence: byHand('restart', 'containerd.service') },
  {
    path: /^\/etc\/sysctl\.d\//,
    consequence: { severity: 'note', subject: 'kernel', effect: 'reads it at the next boot; its values now are those of the host' },
  },
  { path: /^\/etc\/modules-load\.d\//, consequence: { severity: 'note', subject: 'kernel', effect: 'reads it at the next boot' } },
];

/** What a path alone says; undefined for paths of which nothing is known. */
export function knownReader(path: string): Consequence | undefined {
  const unit =
    /^(?:\/etc|\/run|\/usr\/local\/lib|\/usr\/lib|\/lib)\/systemd\/system\/([\w@.-]+?\.(?:service|timer|socket|mount|slice|target))(?:\.d\/[^/]+)?$/.exec(
      path,
    );
  if (unit) return { severity: 'note', subject: unit[1] ?? '', effect: 'is read again (daemon-reload), and applies when it next starts' };
  return KNOWN.find((known) => known.path.test(path))?.consequence;
}

function byHand(severity: 'reload' | 'restart', subject: string): Consequence {
  return { severity, subject, effect: `must be ${severity}ed by hand: the file names no unit to tell` };
}

function exactly(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.]/g, '\\.')}$`);
}
