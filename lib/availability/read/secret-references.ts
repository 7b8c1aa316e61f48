import { isMap, text } from './reading';
import { RenderedCluster } from './rendered';
import { RenderedHost } from './rendered-host';

/** A secret that a file of a host wants. */
export interface WantedSecret {
  readonly host: RenderedHost;
  /** Path of the file. */
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly part: string;
}

const PLACEHOLDER = /\$\{secret:([^/}]*)\/([^#}]*)#([^}]*)\}/g;

/** Every reference to a secret, whether it is the whole file or a placeholder in it. */
export function wantedSecrets(cluster: RenderedCluster): WantedSecret[] {
  return cluster.hosts.flatMap((host) =>
    host.allFiles.flatMap((file) => {
      const whole: unknown = file.spec.contentFrom;
      const references = isMap(whole)
        ? [[text(whole.kind) ?? '', text(whole.name) ?? '', text(whole.part) ?? '']]
        : [...(file.content ?? '').matchAll(PLACEHOLDER)].map((match) => match.slice(1, 4));
      return references.map(([kind = '', name = '', part = '']) => ({ host, path: file.path, kind, name, part }));
    }),
  );
}
