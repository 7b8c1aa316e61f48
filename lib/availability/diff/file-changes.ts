import { RenderedFile, RenderedHost } from '../read/rendered-host';
import { Change, ReadingOf } from './change';
import { contentTexts } from './contents';
import { deltas } from './deltas';
import { Consequence, holdsSecret, knownReader, mounts, podReading, toldUnit } from './file-readers';
import { HostPair, paired } from './pairs';
import { hashChanged, hasHash } from './pod-changes';
import { counted, deltaText, shown } from './show';

/** What differs in the files of a host. */
export interface FileChanges {
  readonly changes: Change[];
  /** Names of the static pods whose changed hash these files explain. */
  readonly explained: ReadonlySet<string>;
}

/** What differs in the files of a host, and which program takes notice of it in which way. */
export function fileChanges(host: HostPair, readingOf: ReadingOf): FileChanges {
  const explained = new Set<string>();
  const changes = paired(host.before.allFiles, host.after.allFiles, (file) => file.path).flatMap(({ key, before, after }) => {
    const kind = before && after ? 'file' : after ? 'file-added' : 'file-removed';
    return differencesOf(before, after).flatMap(({ effect, texts }) => {
      if (texts.length === 0) return [];
      const found = consequencesOf(effect, { host, path: key, before, after, readingOf });
      for (const { subject } of found) explained.add(subject);
      return found.flatMap((consequence) =>
        texts.map((text): Change => ({ section: 'hosts', host: host.name, kind, ...consequence, text: `${key}: ${text}` })),
      );
    });
  });
  return { changes, explained };
}

/** What happens to programs of a host when what is in a file becomes another, although the file's object stays the same. */
export function secretConsequences(host: RenderedHost, path: string, readingOf: ReadingOf): Consequence[] {
  const file = host.files.get(path);
  const unit = file && toldUnit(file, host);
  return [...(unit ? [unit] : []), ...host.allPods.flatMap((pod) => secretReading(podReading(host, pod, path, readingOf), pod.name))];
}

/** Differences of one file that have the same effect. */
interface Difference {
  /** `content`: the bytes; `rights`: mode and owner alone; `plan`: what only the tools look at. */
  readonly effect: 'content' | 'rights' | 'plan';
  readonly texts: string[];
}

function differencesOf(before: RenderedFile | undefined, after: RenderedFile | undefined): Difference[] {
  if (!before || !after) return [{ effect: 'content', texts: [presence(before ?? after, after !== undefined)] }];
  const content = before.content !== undefined && after.content !== undefined && before.content !== after.content;
  const texts = content ? contentTexts(after.path, before.content ?? '', after.content ?? '') : [];
  const rest = deltas(objectOf(before, content), objectOf(after, content)).map((delta) => ({ delta, effect: effectOf(delta.path) }));
  const of = (effect: Difference['effect']) =>
    rest.filter((each) => each.effect === effect).map(({ delta }) => deltaText(delta, delta.path.replace(/^spec\./, '')));
  return [
    { effect: 'content', texts: [...texts, ...of('content')] },
    { effect: 'rights', texts: of('rights') },
    { effect: 'plan', texts: of('plan') },
  ];
}

function effectOf(path: string): Difference['effect'] {
  if (/^spec\.(mode|owner|group)$/.test(path)) return 'rights';
  return /^spec\.(content|contentFrom)/.test(path) ? 'content' : 'plan';
}

function objectOf(file: RenderedFile, withoutContent: boolean): unknown {
  const { content, ...others } = file.spec;
  const spec = withoutContent || content === undefined ? others : { ...others, content: contentOf(content) };
  return { metadata: { name: file.name }, spec };
}

/** A content that became a secret, or was one, is not written out. */
function contentOf(content: unknown): string {
  return typeof content === 'string' ? `text of ${counted(content.split('\n').length, 'line')}` : shown(content);
}

function presence(file: RenderedFile | undefined, added: boolean): string {
  const { mode, owner, group, contentFrom } = file?.spec ?? {};
  const source = contentFrom === undefined ? '' : `, holds ${contentFrom.kind}/${contentFrom.name} ${contentFrom.part}`;
  const rights = mode === undefined ? '' : ` (${mode} ${owner}:${group}${source})`;
  return added ? `new file${rights}` : `no longer described${rights}; install removes it unless somebody edited it`;
}

/** A file of a host pair. */
interface FilePair {
  readonly host: HostPair;
  readonly path: string;
  readonly before: RenderedFile | undefined;
  readonly after: RenderedFile | undefined;
  readonly readingOf: ReadingOf;
}

const UNTOLD: Consequence = { severity: 'note', subject: 'files', effect: 'no program is told' };

function consequencesOf(effect: Difference['effect'], pair: FilePair): Consequence[] {
  if (effect === 'plan') return [{ ...UNTOLD, effect: 'nothing on the host differs' }];
  const restarted = restartedPods(pair);
  if (effect === 'rights') return restarted.length > 0 ? restarted : [{ ...UNTOLD, effect: 'set at once, no program is told' }];
  return contentConsequences(pair, restarted);
}

/** Static pods whose manifests carry a hash over the file, and which therefore restart. */
function restartedPods({ host, path, before, after }: FilePair): Consequence[] {
  if ([before, after].every((file) => !file || holdsSecret(file))) return [];
  return host.after.allPods
    .filter((pod) => hashChanged(host.before.pods.get(pod.name), pod) && (mounts(pod, path) || mounts(host.before.pods.get(pod.name) ?? pod, path)))
    .map((pod) => ({ severity: 'restart', subject: pod.name, effect: 'restarts' }));
}

function contentConsequences(pair: FilePair, restarted: Consequence[]): Consequence[] {
  const { host, path, after, before, readingOf } = pair;
  const unit = toldUnit(after ?? before!, host.after, host.before);
  const script = restarted.length === 0 && isScript(path) ? knownReader(path) : undefined;
  const others = host.after.allPods.filter((pod) => host.before.pods.has(pod.name) && restarted.every(({ subject }) => subject !== pod.name));
  const secret = [before, after].some((file) => file !== undefined && holdsSecret(file));
  const readers = script
    ? [script]
    : others.flatMap((pod) => {
      const reading = podReading(host.after, pod, path, readingOf);
      return reading === 'at start' && !(secret && hasOwnHashes(host.after)) ? [stale(pod.name)] : secretReading(reading, pod.name);
    });
  const found = [...(unit ? [unit] : []), ...restarted, ...readers];
  return found.length > 0 ? found : [knownReader(path) ?? UNTOLD];
}

/** Programs run their check scripts from the disk, each time. */
function isScript(path: string): boolean {
  return path.startsWith('/etc/keepalived/') && !path.endsWith('.conf');
}

/** Trees of this project carry hashes; there `bundle` makes pods restart for a changed secret. */
function hasOwnHashes(host: RenderedHost): boolean {
  return host.allPods.some(hasHash) || host.certificates.length > 0;
}

function secretReading(reading: string, subject: string): Consequence[] {
  if (reading === 'at start') return [{ severity: 'restart', subject, effect: 'restarts' }];
  return reading === 'reloads' ? [{ severity: 'note', subject, effect: 'reads it again by itself within a minute' }] : [];
}

/** Nothing in the manifest says that the file differs, so that nothing restarts the pod. */
function stale(subject: string): Consequence {
  return { severity: 'restart', subject, effect: 'goes on with the old file until somebody restarts it: its manifest stays the same' };
}
