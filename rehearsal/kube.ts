import { join } from 'path';
import { KubeObject } from '../cli/stream/model';
import { demand, Ground, Ran, RunOptions } from './ground';

/** Limit for one question, in milliseconds: above every timeout that an apiserver in trouble keeps by default for one. */
const QUESTION_LIMIT = 15_000;

/** kubectl in the network of the hosts, through the endpoint unless another server is named. */
export class Kube {
  /**
   * @param ground where
   * @param kubectl path of the program
   * @param kubeconfig path of an operator's kubeconfig
   * @param cache folder for what kubectl learns about the API
   */
  constructor(
    private readonly ground: Ground,
    public readonly kubectl: string,
    public readonly kubeconfig: string,
    private readonly cache: string,
  ) {}

  /** The command line of a kubectl call. */
  public argv(args: string[], server?: string): string[] {
    const asked = server === undefined ? [] : ['--server', server];
    return [this.kubectl, '--kubeconfig', this.kubeconfig, '--cache-dir', join(this.cache, 'kubectl'), ...asked, ...args];
  }

  /** Runs kubectl. */
  public run(args: string[], options: RunOptions & { readonly server?: string } = {}): Promise<Ran> {
    return this.ground.client(this.argv(args, options.server), { timeoutMs: QUESTION_LIMIT, ...options });
  }

  /** The objects that `kubectl get` finds; an error says what kubectl said. */
  public async get<T extends KubeObject = KubeObject>(args: string[], server?: string): Promise<T[]> {
    const text = demand(await this.run(['get', ...args, '--output', 'json'], { server }), `kubectl get ${args.join(' ')}`);
    const answer = JSON.parse(text) as T & { items?: T[] };
    return answer.items ?? [answer];
  }
}
