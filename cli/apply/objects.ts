import { FindingsError } from '../command/errors';
import { reasonOf } from '../kubectl/kubectl';
import { ProgramAnswer } from '../kubectl/run-program';
import { KubeObject } from '../stream/model';
import { AnyServer } from './any-server';
import { Waiting } from './waiting';

/** Owner of the fields that are applied. */
export const FIELD_MANAGER = 'ha-cluster';

/** What became of one object. */
export interface AppliedObject {
  /** As in `ClusterRoleBinding/ha-cluster:cluster-admins`, with its namespace before the name. */
  readonly object: string;
  /** `applied` where the API did not say what was there before. */
  readonly change: 'created' | 'changed' | 'unchanged' | 'applied';
}

/** An apiserver that has just started may lack a kind or a namespace for some seconds. */
const ATTEMPTS = 5;

/**
 * Applies objects on the server's side.
 *
 * Conflicts are forced: the YAML was reviewed and is the whole truth about the fields that it has, so what somebody changed by hand, or applied with
 * another tool before, becomes what it says again. Fields that it does not have are left alone.
 *
 * @throws FindingsError with what the API said against them
 */
export async function applyObjects(api: AnyServer, objects: KubeObject[], waiting: Waiting): Promise<AppliedObject[]> {
  if (objects.length === 0) return [];
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  const read = await api.run(['get', '--filename=-', '--ignore-not-found', '--output=json'], { input });
  const before = read.status === 0 ? versions(read) : undefined;
  if (!before) waiting.say('objects', `which objects are there is not known: ${reasonOf(read)}`);
  const flags = ['--server-side', `--field-manager=${FIELD_MANAGER}`, '--force-conflicts', '--filename=-', '--output=json'];
  for (let attempt = 1; ; attempt++) {
    const answer = await api.run(['apply', ...flags], { input });
    if (answer.status === 0) return changes(before, versions(answer));
    if (attempt === ATTEMPTS || waiting.over)
      throw new FindingsError(
        `${api.url}: the API refuses objects of the cluster; fix what it says in the description, then synth and apply again:\n${answer.stderr.trim()}`,
      );
    waiting.say('objects', `applying objects: ${answer.stderr.trim().split('\n').at(-1)}; trying again`);
    await waiting.pause();
  }
}

/** By object, the version that the API keeps of it: it changes with the object and with nothing else. */
function versions(answer: ProgramAnswer): Map<string, string> {
  if (answer.stdout.trim() === '') return new Map();
  const found = JSON.parse(answer.stdout) as KubeObject & { items?: KubeObject[] };
  return new Map((found.items ?? [found]).map((object) => [nameOf(object), (object.metadata as { resourceVersion?: string }).resourceVersion ?? '']));
}

function changes(before: Map<string, string> | undefined, after: Map<string, string>): AppliedObject[] {
  return [...after].map(([object, version]) => {
    if (!before) return { object, change: 'applied' };
    const known = before.get(object);
    return { object, change: known === undefined ? 'created' : known === version ? 'unchanged' : 'changed' };
  });
}

function nameOf({ kind, metadata }: KubeObject): string {
  return [kind, ...(metadata.namespace ? [metadata.namespace] : []), metadata.name].join('/');
}
