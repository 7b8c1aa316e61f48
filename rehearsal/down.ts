import { existsSync, readdirSync } from 'fs';
import { InputError } from '../cli/command/errors';
import { Output } from '../cli/command/output';
import { removeEverything } from './machine';
import { RehearsalState } from './state';

/**
 * Ends everything that a rehearsal started and removes what it wrote; also what a crash left.
 *
 * @throws InputError for a folder that no rehearsal made
 */
export function rehearseDown(folder: string, output: Output): void {
  const state = new RehearsalState(folder);
  const was = existsSync(folder);
  if (was && !state.isOurs && readdirSync(folder).length > 0) {
    throw new InputError(`--state: ${folder} holds no rehearsal; allowed: a folder that \`ha-cluster rehearse up\` made; fix: give that folder`);
  }
  removeEverything(folder);
  state.remove();
  output.result(was ? `${folder}: gone` : `${folder}: nothing was there`, { folder, was });
}
