import { Output } from '../../../cli/command/output';
import { PlannedCluster, PlannedFile, PlannedHost, SecretRef, StaticPod } from '../../../cli/stream/model';

/** A file that only root reads. */
export function file(path: string, content: string, more: Partial<PlannedFile> = {}): PlannedFile {
  return { path, mode: '0600', owner: 'root', group: 'root', content, ...more };
}

/** A file that is one secret. */
export function secretFile(path: string, kind: string, name: string, part: string, more: Partial<PlannedFile> = {}): PlannedFile {
  return { path, mode: '0600', owner: 'root', group: 'root', contentFrom: { kind, name, part }, ...more };
}

/** A static pod that mounts folders of its host where they are. */
export function pod(name: string, command: string[], folders: string[] = []): StaticPod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'kube-system' },
    spec: {
      containers: [
        { name, image: `registry.example/${name}:v1`, command, volumeMounts: folders.map((path, index) => ({ name: `v${index}`, mountPath: path })) },
      ],
      volumes: folders.map((path, index) => ({ name: `v${index}`, hostPath: { path } })),
    },
  };
}

/** A host of one address. */
export function host(name: string, more: Partial<PlannedHost> = {}): PlannedHost {
  return { name, spec: { addresses: ['10.0.0.11'], roles: ['control-plane'] }, files: [], directories: [], staticPods: [], ...more };
}

/** A cluster of some hosts. */
export function cluster(hosts: PlannedHost[], more: Partial<PlannedCluster> = {}): PlannedCluster {
  const networks = { pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'], domain: 'cluster.local' };
  return {
    name: 'prod',
    spec: { version: '1.36.3', etcd: { topology: 'stacked' }, networks, timing: 'balanced' },
    hosts,
    secrets: [],
    api: [],
    ...more,
  };
}

/** Values that say what they are. */
export function named({ kind, name, part }: SecretRef): string {
  return `${kind}/${name}#${part}\n`;
}

/** Keeps what a command says. */
export class Said implements Output {
  public readonly lines: string[] = [];
  public text = '';
  public data: unknown;

  public progress(line: string): void {
    this.lines.push(line);
  }

  public result(text: string, data: unknown): void {
    this.text = text;
    this.data = data;
  }
}
