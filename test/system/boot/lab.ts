import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Answer, ask, Client } from './ask';
import { Binaries } from './binaries';
import { Host, Running } from './host';
import { Segment } from './namespaces';
import { ThrowAwayPki } from './pki';
import { probeUrl, startPod } from './pod';
import { PlannedCluster } from './stream';
import { Never, until } from './until';

/** How many lines of a log say why a process ended. */
const LAST_LINES = 6;

/** Hosts of a rendered cluster on one segment, on which its static pods run as real processes, with nothing of their flags or files changed. */
export class Lab {
  /** Makes hosts, without any process on them. */
  public static async start(cluster: PlannedCluster, binaries: Binaries): Promise<Lab> {
    const directory = mkdtempSync(join(tmpdir(), 'ha-cluster-lab-'));
    mkdirSync(join(directory, 'pki'));
    const lab = new Lab(binaries, directory, await Segment.start(), new ThrowAwayPki(cluster.secrets, join(directory, 'pki')));
    try {
      for (const plan of cluster.hosts) {
        mkdirSync(join(directory, plan.name));
        lab.hosts.set(plan.name, await Host.start(plan, lab.segment, join(directory, plan.name), (secret) => lab.pki.material(secret)));
      }
      return lab;
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  private readonly hosts = new Map<string, Host>();
  private readonly running = new Map<string, Running>();

  private constructor(
    private readonly binaries: Binaries,
    private readonly directory: string,
    private readonly segment: Segment,
    /** What signs everything here. */
    public readonly pki: ThrowAwayPki,
  ) {}

  /** A host by name. */
  public host(name: string): Host {
    const host = this.hosts.get(name);
    if (!host) throw new Error(`no host ${name}: ${[...this.hosts.keys()].join(', ')}`);
    return host;
  }

  /** Starts a static pod of a host. */
  public startPod(hostName: string, podName: string): void {
    const command = this.pod(hostName, podName).spec.containers[0].command[0];
    this.running.set(`${hostName}/${podName}`, startPod(this.host(hostName), this.pod(hostName, podName), this.binaries.program(command)));
  }

  /** Waits until every probe that the pod has succeeds, asked as the kubelet asks it. */
  public async untilProbed(hostName: string, podName: string, seconds: number): Promise<string[]> {
    const running = this.running.get(`${hostName}/${podName}`)!;
    const urls = ['startupProbe', 'readinessProbe', 'livenessProbe'].map((probe) => probeUrl(this.host(hostName), this.pod(hostName, podName), probe)).filter((url) => url !== undefined);
    for (const url of urls) {
      await until(`${running.name} at ${url}`, seconds, () => {
        if (running.exit() !== undefined) throw new Never(`exit ${running.exit()}: ${running.output().trim().split('\n').slice(-LAST_LINES).join('\n')}`);
        const answer = this.ask(hostName, url);
        if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`);
        return true;
      });
    }
    return urls;
  }

  /** Starts every etcd member and the control plane of one host, in this order, and waits until each is probed; returns what was started. */
  public async boot(seconds: number): Promise<[string, string][]> {
    const named = (name: string) =>
      [...this.hosts.values()]
        .filter(({ plan }) => plan.pods.some((pod) => pod.metadata.name === name))
        .map(({ plan }): [string, string] => [plan.name, name]);
    const members = named('etcd');
    const controlPlane = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].flatMap((name) => named(name).slice(0, 1));
    for (const [host, pod] of members) this.startPod(host, pod);
    for (const [host, pod] of members) await this.untilProbed(host, pod, seconds);
    for (const [host, pod] of controlPlane) {
      this.startPod(host, pod);
      await this.untilProbed(host, pod, seconds);
    }
    return [...members, ...controlPlane];
  }

  /** What a pod wrote so far. */
  public log(hostName: string, podName: string): string {
    return this.running.get(`${hostName}/${podName}`)!.output();
  }

  /** One request from a host. */
  public ask(hostName: string, url: string, client?: Client, method?: string, body?: unknown): Answer {
    return ask(this.host(hostName), url, client, method, body);
  }

  /** Runs kubectl on a host as the user of a planned kubeconfig, which is written to a file, and returns what it printed. */
  public kubectl(hostName: string, kubeconfig: string, args: string[]): string {
    const file = join(this.directory, 'pki', `${kubeconfig.replace('/', '-')}.conf`);
    writeFileSync(file, this.pki.material(`${kubeconfig}#kubeconfig`));
    return this.host(hostName).namespaces.run([this.program('kubectl'), `--kubeconfig=${file}`, ...args]);
  }

  /** The path of a program for these versions. */
  public program(command: string): string {
    return this.binaries.program(command);
  }

  /** Ends everything and removes its files. */
  public async stop(): Promise<void> {
    for (const host of this.hosts.values()) await host.stop();
    await this.segment.stop();
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  private pod(hostName: string, podName: string): any {
    const pod = this.host(hostName).plan.pods.find((entry) => entry.metadata.name === podName);
    if (!pod) throw new Error(`no static pod ${podName} on ${hostName}`);
    return pod;
  }
}
