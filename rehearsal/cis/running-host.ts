import { PlannedHost } from '../../cli/stream/model';
import { Flags } from '../../lib/availability/read/flags';
import { KubeletFile, readKubelet } from '../../lib/availability/read/kubelet-file';
import { once } from '../../lib/availability/read/reading';
import { RenderedCluster } from '../../lib/availability/read/rendered';
import { RenderedHost } from '../../lib/availability/read/rendered-host';
import { HostFacts, RunningProcess, SeenFile } from './facts';
import { kubeletTexts } from './kubelet-command-line';

/** In place of the mode and the owner of a file that is not there. */
const MISSING = 'missing';

/**
 * A host as it runs, seen as the rules for rendered objects see one: each process is a pod with its real command line, each text that was read is a
 * file. What decides about the kubelet is its command line and the files that this names, and not the unit of the description.
 */
export class RunningHost extends RenderedHost {
  /** The command line of the kubelet that runs. */
  public override readonly kubeletFlags = once((): Flags | undefined => this.flagsOf('kubelet'));
  /** The configuration of the kubelet that runs; undefined also where its file could not be read. */
  public override readonly kubelet = once((): KubeletFile | undefined => {
    const flags = this.kubeletFlags();
    const texts = flags && kubeletTexts(flags, this.facts.contents);
    return texts && readKubelet(texts);
  });

  /**
   * @param planned what the description says about it
   * @param facts what was found on it
   */
  constructor(
    planned: PlannedHost,
    public readonly facts: HostFacts,
  ) {
    super(planned.name, [
      { kind: 'Host', spec: planned.spec },
      ...facts.processes.filter(({ component }) => component !== 'kubelet').map(podOf),
      ...[...facts.contents].map(([path, content]) => ({ kind: 'HostFile', metadata: { name: path }, spec: { path, content } })),
    ]);
  }

  /** The command line of the first process of a component; undefined where none runs. */
  public flagsOf(component: string): Flags | undefined {
    const process = this.facts.processes.find((one) => one.component === component);
    return process && Flags.parse(process.argv);
  }

  /** The files among these paths that are there. */
  public seen(paths: string[]): SeenFile[] {
    return paths.flatMap((path) => this.facts.files.get(path) ?? []);
  }

  /** The files that something running names, each once; one that is not there has no mode and no owner that any check allows. */
  public named(paths: (string | undefined)[]): SeenFile[] {
    const given = [...new Set(paths)].filter((path) => path !== undefined);
    return given.map((path) => this.facts.files.get(path) ?? { path, mode: MISSING, owner: MISSING, group: MISSING, folder: false });
  }

  /** What is below some folders, and the folders. */
  public seenBelow(folders: string[]): SeenFile[] {
    return [...this.facts.files.values()].filter(({ path }) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`)));
  }
}

/** One running host, as rules take it. */
export class RunningCluster extends RenderedCluster {
  public override readonly hosts: RenderedHost[];

  /** @param host the only one: what is found is found on it */
  constructor(host: RunningHost) {
    super('running', []);
    this.hosts = [host];
  }
}

function podOf({ component, argv }: RunningProcess): unknown {
  return { kind: 'Pod', metadata: { name: component }, spec: { containers: [{ name: component, command: argv }] } };
}
