import { existsSync, readdirSync, rmSync } from 'fs';
import { join } from 'path';
import { InputError } from '../cli/command/errors';
import { Output } from '../cli/command/output';
import { removeEverything } from './machine';

/** What a rehearsal writes into its folder first. */
const OURS = ['dist', 'dist.new', 'machines', 'rehearsal.json'];

/**
 * Ends everything that a rehearsal started and removes its folder; also what a crash left.
 *
 * @throws InputError for a folder that holds something else
 */
export function rehearseDown(folder: string, output: Output): void {
  const was = existsSync(folder);
  if (was && readdirSync(folder).length > 0 && !OURS.some((name) => existsSync(join(folder, name)))) {
    throw new InputError(
      `--state: ${folder} holds something, but no rehearsal; allowed: a folder that \`ha-cluster rehearse up\` made; fix: give that folder`,
    );
  }
  removeEverything(folder);
  rmSync(folder, { recursive: true, force: true });
  output.result(was ? `${folder}: gone` : `${folder}: nothing was there`, { folder, was });
}
