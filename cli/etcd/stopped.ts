import { InterruptedError } from '../command/errors';

/** Throws an InterruptedError once the making of a plan was stopped. */
export function refuseStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new InterruptedError('stopped; no plan was written, and the same command begins anew');
}
