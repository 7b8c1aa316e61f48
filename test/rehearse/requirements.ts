/** Why clusters cannot be rehearsed here; undefined where they can. */
function obstacle(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  return undefined;
}

/** `describe` for tests that boot clusters; elsewhere they are skipped, and the reason is printed. */
export function describeAsRoot(name: string, body: () => void): void {
  const reason = obstacle();
  if (reason === undefined) describe(name, body);
  else describe.skip(`${name} (skipped: ${reason})`, body);
}
