/** How often a condition is looked at, in milliseconds. */
const PERIOD = 200;

/** Says that a condition will never hold, so that nobody waits for the limit. */
export class Never extends Error {}

/**
 * Waits until a check neither throws nor says no, and fails with its last reason after the limit.
 *
 * @param what the condition, for the error
 * @param seconds the limit
 * @param check throws, or returns false or undefined, while the condition does not hold; throws `Never` to give up
 * @returns what the check returned
 */
export async function until<T>(what: string, seconds: number, check: () => Promise<T> | T): Promise<NonNullable<T>> {
  const end = Date.now() + seconds * 1000;
  let reason = 'it was never looked at';
  while (Date.now() < end) {
    try {
      const result = await check();
      if (result !== undefined && result !== null && result !== false) return result as NonNullable<T>;
      reason = 'not yet';
    } catch (error) {
      if (error instanceof Never) throw new Error(`${what}: ${error.message}`, { cause: error });
      reason = error instanceof Error ? error.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, PERIOD));
  }
  throw new Error(`${what}: not within ${seconds} s: ${reason}`);
}
