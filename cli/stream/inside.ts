import { lstatSync, readlinkSync } from 'fs';

/** More hops than this are a loop (the kernel's own limit, path_resolution(7)). */
const MOST_HOPS = 40;

/**
 * Where a path of a host leads within the host's tree, with every symbolic link on the way resolved as the host would: absolute links begin at the
 * root of the tree, and nothing leads out of it.
 *
 * @param root folder that holds the tree
 * @param path absolute, on the host
 * @returns the path on this machine; undefined where nothing is there, or links go in circles
 */
export function insidePath(root: string, path: string): string | undefined {
  let rest = partsOf(path);
  let walked: string[] = [];
  let hops = 0;
  while (rest.length > 0) {
    const [part = '', ...others] = rest;
    rest = others;
    if (part === '..') {
      walked = walked.slice(0, -1);
      continue;
    }
    const target = linkAt([root, ...walked, part].join('/'));
    if (target === undefined) return undefined;
    if (target === false) walked = [...walked, part];
    else {
      if (++hops > MOST_HOPS) return undefined;
      if (target.startsWith('/')) walked = [];
      rest = [...partsOf(target), ...rest];
    }
  }
  return [root, ...walked].join('/');
}

/** The target of a symbolic link; false for everything else, undefined for nothing. */
function linkAt(place: string): string | false | undefined {
  try {
    return lstatSync(place).isSymbolicLink() ? readlinkSync(place) : false;
  } catch {
    return undefined;
  }
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
