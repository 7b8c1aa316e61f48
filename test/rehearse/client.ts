import { setTimeout as pause } from 'timers/promises';
import { Rehearsed } from './rehearsed';

/** How often it asks, in milliseconds, and how long an answer may take, in seconds. */
const EVERY = 500;
const PATIENCE = '5s';

/** What a client saw. */
export interface Seen {
  readonly asked: number;
  /** What each request that failed said. */
  readonly failed: string[];
}

/** An operator's kubectl that writes through the endpoint all the time, one request after the other, until it is stopped. */
export class Client {
  private going = true;
  private readonly done: Promise<Seen>;

  constructor(rehearsed: Rehearsed) {
    this.done = this.run(rehearsed);
  }

  /** Stops it, and says what it saw. */
  public stop(): Promise<Seen> {
    this.going = false;
    return this.done;
  }

  private async run(rehearsed: Rehearsed): Promise<Seen> {
    const { kube } = rehearsed.open();
    const failed: string[] = [];
    let asked = 0;
    while (this.going) {
      asked += 1;
      const ran = await kube.run(['annotate', 'namespace', 'default', `asked=${asked}`, '--overwrite', `--request-timeout=${PATIENCE}`]);
      if (ran.status !== 0) failed.push(`${new Date().toISOString()} ${ran.stderr.trim()}`);
      await pause(EVERY);
    }
    return { asked, failed };
  }
}
