import { setTimeout as pause } from 'timers/promises';
import { Output } from '../command/output';

/** Milliseconds between two looks. */
const PERIOD = 1000;

/** A wait that ends, and says what it waits for: each thing once, and again when the reason is another one. */
export class Waiting {
  private readonly end: number;
  private readonly said = new Map<string, string>();

  /**
   * @param millis how long, in milliseconds
   * @param output takes the lines
   * @param signal ends a pause
   */
  constructor(
    millis: number,
    private readonly output: Output,
    private readonly signal?: AbortSignal,
  ) {
    this.end = Date.now() + millis;
  }

  /** Whether the time is over. */
  public get over(): boolean {
    return Date.now() >= this.end;
  }

  /** Says a line about something, unless it is the one that was said last. */
  public say(about: string, line: string): void {
    if (this.said.get(about) === line) return;
    this.said.set(about, line);
    this.output.progress(line);
  }

  /** Lets some time pass. */
  public async pause(): Promise<void> {
    // Whoever asks next sees that it was stopped.
    await pause(Math.max(1, Math.min(PERIOD, this.end - Date.now())), undefined, { signal: this.signal }).catch(() => undefined);
  }
}
