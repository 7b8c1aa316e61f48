import { Flags } from './flags';
import { frontEndPath } from './front-end-path';
import { HaproxyFile, readHaproxy } from './haproxy-file';
import { addressesIn, HOSTS_PATH } from './hosts-file';
import { KeepalivedFile, readKeepalived } from './keepalived-file';
import { readKubeconfig } from './kubeconfig-file';
import { KubeletFile, readKubelet } from './kubelet-file';
import { kubeletOverrides } from './kubelet-flags';
import { isMap, once, remembering, text } from './reading';
import { minorOf, RenderedPod } from './rendered-pod';
import { serviceCommand } from './systemd-unit';

/** Where HAProxy's configuration is unless a static pod says otherwise. */
export const HAPROXY_PATH = '/etc/haproxy/haproxy.cfg';

/** Where keepalived's configuration is unless a static pod says otherwise. */
export const KEEPALIVED_PATH = '/etc/keepalived/keepalived.conf';

/** Where the kubelet's configuration is unless `--config` says otherwise. */
export const KUBELET_PATH = '/var/lib/kubelet/config.yaml';

/** The kubeconfig of the kubelet where its command line is not known (kubeadm's place). */
export const KUBELET_KUBECONFIG_PATH = '/etc/kubernetes/kubelet.conf';

/** Folders of units, the one that counts first. */
const UNIT_FOLDERS = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];

const READ_KUBELET = remembering(readKubelet);

/** A file of a host as it is written. */
export interface RenderedFile {
  /** Name of the HostFile object. */
  readonly name: string;
  readonly path: string;
  /** Undefined where the whole file is a secret. */
  readonly content?: string;
  /** The specification, for what has no field here. */
  readonly spec: Record<string, any>;
}

/** The objects of one host. Files are parsed when they are first asked for. */
export class RenderedHost {
  /** The `Host` object, where there is one. */
  public readonly object: any;
  /** Every file, several of one path among them. */
  public readonly allFiles: RenderedFile[];
  /** The first file of each path. */
  public readonly files: ReadonlyMap<string, RenderedFile>;
  /** The HostDirectory specification of each path. */
  public readonly directories: ReadonlyMap<string, any>;
  /** Every static pod, several of one name among them. */
  public readonly allPods: RenderedPod[];
  /** The first static pod of each name. */
  public readonly pods: ReadonlyMap<string, RenderedPod>;
  public readonly certificates: any[];
  public readonly kubeconfigs: any[];
  /** HAProxy's configuration, where the host has one. */
  public readonly haproxy: () => HaproxyFile | undefined;
  /** keepalived's configuration, where the host has one. */
  public readonly keepalived: () => KeepalivedFile | undefined;
  /** The kubelet's command line as its unit has it, where the host has one. */
  public readonly kubeletFlags: () => Flags | undefined;
  /** The kubelet's configuration with its drop-ins, where the host has one. */
  public readonly kubelet: () => KubeletFile | undefined;

  constructor(
    public readonly name: string,
    /** Every object that carries the host's label. */
    public readonly objects: any[],
  ) {
    const ofKind = (kind: string) => objects.filter((object) => object.kind === kind);
    this.object = ofKind('Host')[0];
    this.allFiles = ofKind('HostFile')
      .filter((object) => isMap(object.spec) && typeof object.spec.path === 'string')
      .map(fileOf);
    this.files = firsts(this.allFiles, (file) => file.path);
    this.directories = firsts(
      ofKind('HostDirectory')
        .map((object) => object.spec)
        .filter((spec) => typeof spec?.path === 'string'),
      (spec) => spec.path,
    );
    this.allPods = ofKind('Pod').map((object) => new RenderedPod(object));
    this.pods = firsts(this.allPods, (pod) => pod.name);
    this.certificates = ofKind('Certificate');
    this.kubeconfigs = ofKind('Kubeconfig');
    this.haproxy = once(() => this.parsed(this.haproxyPath, readHaproxy));
    this.keepalived = once(() => this.parsed(this.keepalivedPath, readKeepalived));
    this.kubeletFlags = once(() => serviceCommand(this.unitTexts('kubelet.service'), (path) => this.files.get(path)?.content)?.flags);
    this.kubelet = once(() => this.readKubelet());
  }

  /** The addresses of the host, the first one being that of its components. */
  public get addresses(): string[] {
    const given: unknown = this.object?.spec?.addresses;
    return Array.isArray(given) ? given.filter((address) => typeof address === 'string') : [];
  }

  /** `control-plane`, `etcd`, `worker`. */
  public get roles(): string[] {
    const given: unknown = this.object?.spec?.roles;
    return Array.isArray(given) ? given.filter((role) => typeof role === 'string') : [];
  }

  /** The first static pod that runs a program, by the program's name. */
  public component(name: string): RenderedPod | undefined {
    return this.allPods.find((pod) => pod.component === name);
  }

  /** The minor of its kubelet; undefined where the host does not say. */
  public get kubeletMinor(): number | undefined {
    return minorOf(this.object?.spec?.kubeletVersion);
  }

  /** Where HAProxy's configuration is. */
  public get haproxyPath(): string {
    return frontEndPath(this.component('haproxy'), HAPROXY_PATH);
  }

  /** Where keepalived's configuration is. */
  public get keepalivedPath(): string {
    return frontEndPath(this.component('keepalived'), KEEPALIVED_PATH);
  }

  /** The addresses that /etc/hosts of this host gives a name; empty where it does not know it. */
  public addressesNamed(name: string): string[] {
    return addressesIn(this.files.get(HOSTS_PATH)?.content ?? '', name);
  }

  /** Where the kubelet's configuration is. */
  public get kubeletPath(): string {
    return this.kubeletFlags()?.value('config') ?? KUBELET_PATH;
  }

  /** The URL of the API server in a kubeconfig of this host, planned or plain; undefined where there is none, or it says none. */
  public kubeconfigServer(path: string): string | undefined {
    const file = this.files.get(path);
    const source: unknown = file?.spec.contentFrom;
    if (isMap(source) && source.kind === 'Kubeconfig') {
      return text(this.kubeconfigs.find((object) => object.metadata?.name === source.name)?.spec?.server);
    }
    return file?.content === undefined ? undefined : readKubeconfig(file.content)?.server;
  }

  /** The URL of the API server that the kubelet reports to; undefined where it has none, or the files do not say. */
  public kubeletServer(): string | undefined {
    const flags = this.kubeletFlags();
    const path = flags ? flags.value('kubeconfig') : KUBELET_KUBECONFIG_PATH;
    return path === undefined ? undefined : this.kubeconfigServer(path);
  }

  private parsed<T>(path: string, read: (content: string) => T): T | undefined {
    const content = this.files.get(path)?.content;
    return content === undefined ? undefined : read(content);
  }

  private readKubelet(): KubeletFile | undefined {
    const main = this.files.get(this.kubeletPath)?.content;
    const folder = this.kubeletFlags()?.value('config-dir');
    const dropIns = folder === undefined ? [] : this.below(folder, '.conf');
    const flags = this.kubeletFlags();
    const overrides = flags && kubeletOverrides(flags);
    return main === undefined ? undefined : READ_KUBELET([main, ...dropIns, ...(overrides === undefined ? [] : [overrides])]);
  }

  /** A unit and its drop-ins as systemd reads them: the first folder that has a name counts, and drop-ins come in the order of their names. */
  private unitTexts(unit: string): string[] {
    const main = UNIT_FOLDERS.map((folder) => this.files.get(`${folder}/${unit}`)?.content).find((content) => content !== undefined);
    const dropIns = new Map<string, string>();
    for (const folder of [...UNIT_FOLDERS].reverse()) {
      for (const file of this.filesBelow(`${folder}/${unit}.d`, '.conf'))
        dropIns.set(file.path.slice(file.path.lastIndexOf('/') + 1), file.content ?? '');
    }
    const ordered = [...dropIns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, content]) => content);
    return main === undefined && ordered.length === 0 ? [] : [main ?? '', ...ordered];
  }

  private below(folder: string, suffix: string): string[] {
    return this.filesBelow(folder, suffix).map((file) => file.content ?? '');
  }

  private filesBelow(folder: string, suffix: string): RenderedFile[] {
    const prefix = `${folder.replace(/\/+$/, '')}/`;
    return [...this.files.values()]
      .filter((file) => file.path.startsWith(prefix) && !file.path.slice(prefix.length).includes('/') && file.path.endsWith(suffix))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}

function fileOf(object: any): RenderedFile {
  const { spec } = object;
  return { name: text(object.metadata?.name) ?? '', path: spec.path, ...(typeof spec.content === 'string' ? { content: spec.content } : {}), spec };
}

function firsts<T>(values: T[], key: (value: T) => string): Map<string, T> {
  const found = new Map<string, T>();
  for (const value of values) if (!found.has(key(value))) found.set(key(value), value);
  return found;
}
