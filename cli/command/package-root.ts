import { existsSync } from 'fs';
import { dirname, join } from 'path';

/** The folder of this package: sources and compiled files lie at different depths below it. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
