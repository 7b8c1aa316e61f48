import { existsSync, readdirSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');

/** Every minor that the version table has. */
export const MINORS = ['1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36'];

/** The blueprint of main.ts, and every folder of examples/ that has a main.ts. */
export const BLUEPRINTS = [
  'main',
  ...readdirSync(join(ROOT, 'examples'))
    .sort()
    .filter((name) => existsSync(join(ROOT, 'examples', name, 'main.ts'))),
];

/** One object of the stream, with the blueprint and version it comes from. */
export interface RenderedObject {
  readonly blueprint: string;
  /** Minor of Kubernetes, like `1.36`; undefined where the blueprint's own is used. */
  readonly minor?: string;
  readonly object: any;
}

/** The version that every HaCluster of the blueprints gets instead of its own. */
let version: { readonly version: string } | undefined;

/** The library as the blueprints import it, with HaCluster taking its version from here. */
function withVersion(library: any): any {
  class HaCluster extends library.HaCluster {
    public constructor(scope: unknown, id: string, props: any) {
      super(scope, id, version ? { ...props, version } : props);
    }
  }
  return { ...library, HaCluster };
}

interface Modules {
  readonly App: new () => any;
  readonly ApiObject: { isApiObject(candidate: unknown): boolean };
  readonly KubernetesVersion: any;
  readonly build: { readonly [blueprint: string]: (app: unknown) => void };
}

let modules: Modules | undefined;

/** Loaded once, in a registry of their own: the blueprints and this file must share one cdk8s. */
function load(): Modules {
  if (modules) return modules;
  jest.isolateModules(() => {
    jest.doMock('../../lib', () => withVersion(jest.requireActual('../../lib')));
    const pathOf = (name: string) => (name === 'main' ? join(ROOT, 'main') : join(ROOT, 'examples', name, 'main'));
    modules = {
      ...require('cdk8s'),
      KubernetesVersion: require('../../lib').KubernetesVersion,
      build: Object.fromEntries(BLUEPRINTS.map((name) => [name, require(pathOf(name)).build])),
    };
  });
  return modules!;
}

/**
 * The objects that a blueprint renders, as plain values, after its rules had nothing against them.
 *
 * Without the way through YAML text, which takes half the time: `dist/` and the snapshots look at that.
 *
 * @param blueprint one of BLUEPRINTS
 * @param minor Kubernetes to render for; the blueprint's own version by default
 */
export function render(blueprint: string, minor?: string): RenderedObject[] {
  const { App, ApiObject, KubernetesVersion, build } = load();
  version = minor === undefined ? undefined : KubernetesVersion[`V${minor.replace('.', '_')}`];
  if (minor !== undefined && !version) throw new Error(`no version for Kubernetes ${minor}`);
  const app = new App();
  try {
    build[blueprint]!(app);
    const children: any[] = app.node.findAll();
    const errors = children.flatMap((child) => child.node.validate());
    if (errors.length > 0) throw new Error(`${blueprint} for Kubernetes ${minor ?? 'of its own'}:\n${errors.join('\n')}`);
    const objects = children.filter((child) => ApiObject.isApiObject(child)).map((child) => JSON.parse(JSON.stringify(child.toJson())));
    return objects.map((object) => ({ blueprint, minor, object }));
  } finally {
    version = undefined;
  }
}

/** One rendered file whose text is in the stream. */
export interface RenderedFile {
  readonly path: string;
  readonly mode: string;
  readonly content: string;
  /** The host it belongs to. */
  readonly host: string;
}

/** Every HostFile among the objects that is not just a secret. */
export function hostFiles(objects: RenderedObject[]): RenderedFile[] {
  return objects
    .filter(({ object }) => object.kind === 'HostFile' && typeof object.spec.content === 'string')
    .map(({ object }) => ({ ...object.spec, host: object.metadata.labels?.['ha-cluster.local/host'] ?? '' }));
}
