import { FindingsError, InterruptedError } from '../command/errors';
import { Kubectl } from '../kubectl/kubectl';
import { ApiServer, whyNotReady } from './api-servers';
import { Waiting } from './waiting';

/** What one look found. */
export interface Seen {
  /** Everything that is not there yet, with its reason. */
  readonly missing: string[];
  /** Whether all API servers are ready, each with the etcd that it uses. */
  readonly founded: boolean;
}

/** Which of the API servers are ready, asked again and again until they are. */
export class Progress {
  /** Why each is not ready, for those that are not. */
  private readonly reasons = new Map<string, string>();
  private pending: ApiServer[];

  constructor(
    private readonly kubectl: Kubectl,
    private readonly servers: ApiServer[],
    private readonly waiting: Waiting,
  ) {
    this.pending = servers;
  }

  /**
   * Waits until any API server is ready, and returns its URL.
   *
   * @throws FindingsError when none is in time, with the reason of each
   */
  public async untilOneAnswers(): Promise<string> {
    for (;;) {
      await this.askPending();
      const ready = this.servers.find((server) => !this.pending.includes(server));
      if (ready) return ready.url;
      if (this.waiting.over) {
        throw new FindingsError(
          ['no API server became ready in time; nothing was applied:', ...this.missingServers().map((line) => `  ${line}`)].join('\n'),
        );
      }
      await this.waiting.pause();
    }
  }

  /**
   * Looks once at what was missing.
   *
   * @param nodes what is missing of the Nodes
   */
  public async look(nodes: string[]): Promise<Seen> {
    await this.askPending();
    for (const line of nodes) this.waiting.say(line.split(':')[0]!, `waiting for ${line.split(';')[0]}`);
    return { missing: [...this.missingServers(), ...nodes], founded: this.pending.length === 0 };
  }

  private async askPending(): Promise<void> {
    const asked = await Promise.allSettled(this.pending.map(async (server) => ({ server, reason: await whyNotReady(this.kubectl, server) })));
    const stopped = asked.find((outcome) => outcome.status === 'rejected');
    if (stopped) throw stopped.reason instanceof InterruptedError ? stopped.reason : (stopped.reason as Error);
    for (const { server, reason } of asked.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))) {
      if (reason !== undefined) this.reasons.set(server.host, reason);
      this.waiting.say(
        server.host,
        reason === undefined ? `${server.host}: API server ready at ${server.url}` : `waiting for ${server.host} at ${server.url}: ${reason}`,
      );
      if (reason === undefined) this.pending = this.pending.filter((other) => other !== server);
    }
  }

  private missingServers(): string[] {
    return this.pending.map(({ host, url }) => `API server of ${host} at ${url}: ${this.reasons.get(host)}`);
  }
}
