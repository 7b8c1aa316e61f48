import { inUrl } from '../../lib/cluster/address';
import { podOf, securePort } from '../etcd/pods';
import { Kubectl, reasonOf } from '../kubectl/kubectl';
import { ProgramAnswer } from '../kubectl/run-program';
import { PlannedCluster } from '../stream/model';

/** One API server, at the address of its own host: no balancer and no virtual IP in between. */
export interface ApiServer {
  readonly host: string;
  readonly url: string;
}

/** The API servers that the YAML describes, by host. */
export function apiServersOf(cluster: PlannedCluster): ApiServer[] {
  return cluster.hosts.flatMap((host) => {
    const pod = podOf(host, 'kube-apiserver');
    return pod ? [{ host: host.name, url: `https://${inUrl(host.spec.addresses[0]!)}:${securePort(pod)}` }] : [];
  });
}

/** Asks an API server whether it is ready, its own etcd included; undefined where it is, else why not. */
export async function whyNotReady(kubectl: Kubectl, { url }: ApiServer): Promise<string | undefined> {
  const answer = await kubectl.run(['get', '--raw=/readyz', '--request-timeout=5s'], { server: url, limit: 15_000 });
  return answer.status === 0 && answer.stdout.trim() === 'ok' ? undefined : reason(answer);
}

/** Of the long answer of /readyz only the checks that failed; of an error of the network not the port, which is another one each time. */
function reason(answer: ProgramAnswer): string {
  const failed = [...answer.stderr.matchAll(/\[-\]([\w/.-]+)/g)].map(([, check]) => check);
  if (failed.length > 0) return `not ready: ${failed.join(', ')}`;
  return reasonOf(answer)
    .replace(/(read|write) tcp \S+->/, '$1 tcp ')
    .replace(/ - did you specify the right host or port\?$/, '');
}
