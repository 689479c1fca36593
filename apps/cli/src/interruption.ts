/**
 * A signal that Ctrl-C (SIGINT) and SIGTERM abort once; a second Ctrl-C ends the process.
 *
 * @returns The signal, and `release`, which puts the process back to its own handling.
 */
export function interruption(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    controller.abort();
    release();
  };
  const release = (): void => {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return { signal: controller.signal, release };
}
