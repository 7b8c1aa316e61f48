/** Who asks, and on which side of a split network. */
export interface Asker {
  /** A host, or OUTSIDE. */
  readonly from: string;
  /** Of users; a host is on its own side. */
  readonly side: number;
}
