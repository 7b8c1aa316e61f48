/** Something on a host that was looked for and could not be read; what depends on it is unknown. */
export interface Unread {
  readonly host: string;
  /** On the host. */
  readonly path: string;
  /** Why. */
  readonly problem: string;
}

/** How a cluster was seen that was read from the files of its hosts, and not from a description. */
export interface Observation {
  /** By host and path. */
  readonly unread: Unread[];
}
