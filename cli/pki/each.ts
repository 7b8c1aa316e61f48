import { InterruptedError } from '../command/errors';

/** How many are under way at once: the platform makes keys and writes files on four threads, and one more waits for its turn at each. */
const AT_ONCE = 8;

/**
 * Does something with every item, several at once.
 *
 * After a failure, or once it is asked to stop, it begins no more and waits for those that are under way, so that nothing goes on behind the error.
 *
 * @param signal asks to stop
 * @returns the results, in the order of the items
 * @throws InterruptedError where it was asked to stop before the last item had begun
 */
export async function each<T, R>(items: T[], signal: AbortSignal | undefined, body: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length && failures.length === 0 && !signal?.aborted) {
      const index = next++;
      try {
        results[index] = await body(items[index]!);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failures.length > 0) throw failures[0];
  if (next < items.length) throw new InterruptedError(`stopped with ${items.length - next} of ${items.length} to go; what is done stays: run the same command again`);
  return results;
}
