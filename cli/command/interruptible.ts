const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Lets a command end in order when it is asked to: the first signal asks it to stop, a second one ends the process as usual.
 *
 * @param body stops after what is under way once the signal is aborted
 */
export async function interruptible<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    remove();
    controller.abort();
  };
  const remove = (): void => SIGNALS.forEach((signal) => process.removeListener(signal, stop));
  SIGNALS.forEach((signal) => process.on(signal, stop));
  try {
    return await body(controller.signal);
  } finally {
    remove();
  }
}
