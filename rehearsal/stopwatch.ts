import { Output } from '../cli/command/output';
import { refuseStopped } from './until';

/** Tells how long the steps of a long command took. */
export class Stopwatch {
  /** Seconds from the start to the end of each step. */
  public readonly laps: Record<string, number> = {};

  private readonly start = performance.now();

  /**
   * @param output where each step is told
   * @param signal stops the command at the end of a step
   */
  constructor(
    private readonly output: Output,
    private readonly signal?: AbortSignal,
  ) {}

  /**
   * Ends a step.
   *
   * @throws InterruptedError when the command is to stop here
   */
  public lap(name: string): void {
    this.laps[name] = this.total();
    this.output.progress(`[${this.total()} s] ${name}`);
    refuseStopped(this.signal);
  }

  /** Seconds since the start, to a tenth. */
  public total(): number {
    return Math.round((performance.now() - this.start) / 100) / 10;
  }
}
