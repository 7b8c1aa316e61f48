import { readFileSync } from 'fs';
import { join } from 'path';

interface Locked {
  readonly resolved?: string;
  readonly optionalDependencies?: { readonly [name: string]: string };
}

const PACKAGES: { readonly [path: string]: Locked } = JSON.parse(readFileSync(join(__dirname, '..', 'package-lock.json'), 'utf8')).packages;

/** Whether Node would find the package from there: in the folder itself or in any folder above. */
function found(from: string, name: string, packages: { readonly [path: string]: Locked }): boolean {
  let folder = from;
  while (packages[`${folder}${folder && '/'}node_modules/${name}`] === undefined) {
    if (folder === '') return false;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')));
  }
  return true;
}

/** Optional packages without an entry: `npm ci` refuses the whole lock file because of a single one. */
function missing(packages: { readonly [path: string]: Locked }): string[] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !found(path, name, packages)),
  );
}

test('the lock file names no registry', () => {
  expect(Object.entries(PACKAGES).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test('the lock file has the native parts for every platform, not only for the one it was written on', () => {
  expect(missing(PACKAGES)).toEqual([]);
});

test('a native part that is missing is found, and one that is nested is not missed', () => {
  const nested = { 'node_modules/a': { optionalDependencies: { 'a-linux': '1', 'a-darwin': '1' } }, 'node_modules/a/node_modules/a-linux': {} };
  expect(missing(nested)).toEqual(['a-darwin']);
});
