import { existsSync, rmSync } from 'fs';
import { Output } from '../cli/command/output';
import { removeEverything } from './machine';

/** Ends everything that a rehearsal started and removes its folder; also what a crash left. */
export function rehearseDown(folder: string, output: Output): void {
  const was = existsSync(folder);
  removeEverything(folder);
  rmSync(folder, { recursive: true, force: true });
  output.result(was ? `${folder}: gone` : `${folder}: nothing was there`, { folder, was });
}
