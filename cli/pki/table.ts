/**
 * Rows under a head, in columns that are as wide as their widest cell.
 *
 * @param head one title for each column
 * @param rows as many cells each
 * @returns lines without spaces at their ends
 */
export function table(head: string[], rows: string[][]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd());
}
