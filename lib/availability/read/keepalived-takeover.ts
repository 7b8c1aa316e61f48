import { VrrpInstance, VrrpScript } from './keepalived-file';

/** Milliseconds by which a backup of this priority waits longer than one of priority 256: RFC 3768 section 6.1 for version 2, RFC 5798 for 3. */
export function skewMillis(instance: VrrpInstance): number {
  return ((256 - instance.priority) / 256) * (instance.version === 3 ? instance.advertMs : 1000);
}

/** Milliseconds from the last advertisement of a holder that died until this instance takes its addresses. */
export function masterDownMillis(instance: VrrpInstance): number {
  return instance.downTimerAdverts * instance.advertMs + skewMillis(instance);
}

/** Milliseconds until a check script that begins to fail, or to hang, is believed. */
export function scriptMillis(script: VrrpScript): number {
  return script.fall * script.intervalMs + script.timeoutMs;
}

/**
 * Milliseconds from a failure that only the check script sees until a peer has the addresses.
 *
 * With weight 0 the holder says that it gives up, so that the peer waits for its skew only; with another weight the peer hears that it is the
 * better one and lets its timer run out.
 *
 * @param holder the instance that loses its addresses
 * @param peer the slowest of those that may take them
 */
export function scriptTakeoverMillis(holder: VrrpInstance, peer: VrrpInstance, scripts: VrrpScript[]): number {
  const times = holder.scripts.map((tracked) => {
    const script = scripts.find((candidate) => candidate.name === tracked.name);
    return script ? scriptMillis(script) + (tracked.weight === 0 ? skewMillis(peer) : masterDownMillis(peer)) : 0;
  });
  return Math.max(0, ...times);
}
