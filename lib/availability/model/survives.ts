import { Assessment, Client, ClientAnswer } from './assessment';
import { Failure } from './failure';

/** A failure after which something is missing for as long as it lasts. */
export interface Loss {
  readonly failure: Failure;
  /** What is missing, in words. */
  readonly missing: string[];
  /** Nobody but the host that fails is concerned: its own kubelet is cut off. */
  readonly ownHostOnly: boolean;
}

/** What is missing after failures; nothing in the list where all is there. */
export function lossOf({ failures, clients, controllers, scheduler }: Assessment): Loss[] {
  const [failure] = failures;
  const concerned = failures.flatMap((each) => ('host' in each ? [each.host] : []));
  const lacking = clients.filter(({ client, present, writes, reads }) => client !== 'components' && present > 0 && (writes !== 'yes' || reads !== 'yes'));
  const ofOthers = lacking.filter(({ cutOff }) => cutOff.length === 0 || cutOff.some((host) => !concerned.includes(host)));
  const idle = [...(controllers.acts ? [] : ['controllers']), ...(scheduler.acts ? [] : ['scheduler'])];
  const missing = [...lacking.map(missingFor), ...idle];
  return failure === undefined || missing.length === 0 ? [] : [{ failure, missing, ownHostOnly: ofOthers.length === 0 && idle.length === 0 }];
}

/** Whether the API is there for all but the failing hosts themselves, and controllers and scheduler act. */
export function survives(assessment: Assessment): boolean {
  return lossOf(assessment).every(({ ownHostOnly }) => ownHostOnly);
}

const WAYS: { readonly [client in Client]: string } = {
  users: 'the API for users',
  workers: 'the API for worker kubelets',
  pods: 'the API for pods',
  components: 'the API for components',
};

function missingFor({ client, reads, writes, cutOff }: ClientAnswer): string {
  if (writes === 'partly' && cutOff.length > 0) return `${WAYS[client]} on ${cutOff.join(', ')}`;
  if (writes === 'partly') return `${WAYS[client]}, for a share of the connections`;
  return reads === 'cached' ? `${WAYS[client]}, but for cached reads` : WAYS[client];
}
