/** A file that a host of a rehearsal has and a real host has not. */
export interface Override {
  /** Absolute path on the host. */
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  readonly content: string;
  /** Why it cannot do without. */
  readonly reason: string;
}
