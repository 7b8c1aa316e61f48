let changes = 0;

/** Notes that an object of the stream was made or changed. */
export function noteChange(): void {
  changes++;
}

/** How many changes there were: what was derived from the objects holds as long as it stays the same. */
export function changeCount(): number {
  return changes;
}
