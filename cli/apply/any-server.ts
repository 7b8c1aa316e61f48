import { Kubectl, KubectlCall } from '../kubectl/kubectl';
import { ProgramAnswer } from '../kubectl/run-program';
import { ApiServer, whyNotReady } from './api-servers';

/** The API through one of its servers, and through another one when that is not ready any more. */
export class AnyServer {
  /**
   * @param kubectl asks
   * @param servers all of them
   * @param current URL of one that was ready
   */
  constructor(
    private readonly kubectl: Kubectl,
    private readonly servers: ApiServer[],
    private current: string,
  ) {}

  /** URL of the server that was asked last. */
  public get url(): string {
    return this.current;
  }

  /** Runs kubectl. What fails at a server that is not ready is run again at one that is; an error of a ready server is the answer. */
  public async run(args: string[], call: Omit<KubectlCall, 'server'> = {}): Promise<ProgramAnswer> {
    const answer = await this.kubectl.run(args, { ...call, server: this.current });
    if (answer.status === 0) return answer;
    const ready = await this.firstReady();
    if (ready === undefined || ready === this.current) return answer;
    this.current = ready;
    return this.kubectl.run(args, { ...call, server: ready });
  }

  /** The one that is asked now comes first. */
  private async firstReady(): Promise<string | undefined> {
    const others = this.servers.filter(({ url }) => url !== this.current);
    for (const server of [...this.servers.filter(({ url }) => url === this.current), ...others]) {
      if ((await whyNotReady(this.kubectl, server)) === undefined) return server.url;
    }
    return undefined;
  }
}
