import { Kubectl } from '../kubectl/kubectl';

/** One condition of a ComponentStatus. */
interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
  readonly error?: string;
}

/**
 * Which members of an external etcd an API server finds unhealthy, with the reason.
 *
 * An apiserver is ready as soon as any member answers it; only its list of component statuses tells the members apart. That list is deprecated:
 * where it is gone, a ready apiserver must do.
 */
export async function unhealthyMembers(kubectl: Kubectl, server: string): Promise<string[]> {
  const answer = await kubectl.run(['get', '--raw=/api/v1/componentstatuses', '--request-timeout=20s'], { server });
  if (answer.status !== 0) return [];
  const { items } = JSON.parse(answer.stdout) as { items: { metadata: { name: string }; conditions?: Condition[] }[] };
  return items
    .filter(({ metadata }) => /^etcd-\d+$/.test(metadata.name))
    .map(({ metadata, conditions }) => ({ name: metadata.name, health: conditions?.find(({ type }) => type === 'Healthy') }))
    .filter(({ health }) => health?.status !== 'True')
    .map(({ name, health }) => `${name}: ${(health?.error || health?.message || 'no answer').trim()}`);
}
