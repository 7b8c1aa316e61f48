import { Access } from './assessment';
import { longer, NO_TIME, parallel, Time } from './time';

/** What somebody gets by one way to the API. */
export interface Reach {
  readonly reads: Access;
  readonly writes: Access;
  /** Until a new connection that is tried again is served. */
  readonly interruption: Time;
  /** Until a connection that was open works again, or was replaced. */
  readonly open: Time;
}

/** From good to bad. */
const ORDER: Access[] = ['yes', 'partly', 'cached', 'no'];

/** Nothing, for as long as the failure lasts. */
export const NOTHING: Reach = { reads: 'no', writes: 'no', interruption: NO_TIME, open: NO_TIME };

/** Everything, as if nothing had happened. */
export const AT_ONCE: Reach = { reads: 'yes', writes: 'yes', interruption: NO_TIME, open: NO_TIME };

/** Reads out of the memory of apiservers that have no etcd. */
export function cached(interruption: Time, open: Time): Reach {
  return { reads: 'cached', writes: 'no', interruption, open };
}

/** The worse access of two. */
export function worse(a: Access, b: Access): Access {
  return ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a;
}

/** The worse of two cases of which either may come. */
export function worst(a: Reach, b: Reach): Reach {
  if (a === b) return a;
  return {
    reads: worse(a.reads, b.reads),
    writes: worse(a.writes, b.writes),
    interruption: longer(a.interruption, b.interruption),
    open: longer(a.open, b.open),
  };
}

/** The same with something that lasts at the same time. */
export function meanwhile(reach: Reach, time: Time): Reach {
  return { ...reach, interruption: parallel(time, reach.interruption), open: parallel(time, reach.open) };
}
