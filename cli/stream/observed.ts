import { RenderedCluster, readRendered } from '../../lib/availability/read/rendered';
import { Hide } from '../../lib/availability/read/without-secrets';
import { InputError } from '../command/errors';
import { Document, readDocuments } from './documents';
import { clusterOf, isOurKind, labelProblems } from './group';
import { readHostTrees } from './host-trees';
import { schemaProblems } from './validate';

/** Where clusters are read from. */
export interface Source {
  /**
   * Folder of rendered YAML.
   *
   * @default dist
   */
  readonly dist?: string;
  /**
   * Folder with the trees of hosts, which is read instead of `dist`.
   *
   * @default none
   */
  readonly hosts?: string;
  /**
   * The one cluster to read.
   *
   * @default every cluster
   */
  readonly cluster?: string;
  /**
   * What stands in the place of each secret of a host tree.
   *
   * @default the word `removed`
   */
  readonly hide?: Hide;
}

/**
 * The clusters of a folder of YAML or of host trees, by name.
 *
 * @throws InputError that lists every problem: unreadable files, objects that do not fit their schema, no cluster, or none of that name
 */
export function readObserved(source: Source): RenderedCluster[] {
  const clusters = source.hosts === undefined ? described(source.dist ?? 'dist') : [readHostTrees(source.hosts, source.hide)];
  return picked(clusters, source.cluster);
}

function described(dist: string): RenderedCluster[] {
  const documents = readDocuments(dist);
  const problems = [...documents.flatMap(schemaProblems), ...labelProblems(documents)];
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  const names = namesOf(documents);
  if (names.size === 0) {
    throw new InputError(`${dist}: got no Cluster object; allowed: the YAML of at least one cluster; fix: run synth, or give its folder`);
  }
  return readRendered(documents.map(({ object }) => object)).filter(({ name }) => names.has(name));
}

function namesOf(documents: Document[]): Set<string | undefined> {
  return new Set(documents.filter(isOurKind('Cluster')).map(({ object }) => clusterOf(object)));
}

function picked(clusters: RenderedCluster[], name: string | undefined): RenderedCluster[] {
  const found = name === undefined ? clusters : clusters.filter((cluster) => cluster.name === name);
  if (found.length > 0) return found;
  const names = clusters.map((cluster) => cluster.name).join(', ');
  throw new InputError(`--cluster: got ${name}; allowed: ${names}; fix: one of these names`);
}
