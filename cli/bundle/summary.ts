import { BundleReport } from './bundle';

/** What the next steps depend on. */
export interface BundleArguments {
  readonly secrets: string;
  readonly cluster?: string;
}

/** The result of `ha-cluster bundle` for people, with what to do next. */
export function summaryOf({ folder, hosts, founded }: BundleReport, options: BundleArguments): string {
  const width = Math.max(...hosts.map(({ path }) => path.length));
  const lines = hosts.map(
    ({ path, files, staticPods }) => `  ${path.padEnd(width)}  ${counted(files, 'file')}, ${counted(staticPods, 'static pod')}`,
  );
  return [`${folder}: ${counted(hosts.length, 'host')}; it holds keys`, ...lines, '', 'Next:', ...nextSteps(founded, options), ''].join('\n');
}

function nextSteps(founded: boolean, { secrets, cluster }: BundleArguments): string[] {
  const copy = '  1. copy each tree to its host, into a folder that only root can read';
  if (founded)
    return [
      copy,
      '  2. on one host after the other, as root: ./install --check, then ./install; go on when its static pods are ready',
      '  3. remove the copies',
    ];
  const named = cluster === undefined ? '' : ` --cluster ${cluster}`;
  return [
    copy,
    '  2. on all hosts, in any order, as root: ./install',
    `  3. ha-cluster apply --secrets ${secrets}${named}`,
    '  4. remove the copies',
  ];
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
