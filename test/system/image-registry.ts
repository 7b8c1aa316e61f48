import { spawnSync } from 'child_process';
import { createHash } from 'crypto';
import { mkdirSync, readdirSync, readFileSync } from 'fs';
import { createServer, IncomingMessage, Server, ServerResponse } from 'http';
import { AddressInfo } from 'net';
import { join } from 'path';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const INDEX = 'application/vnd.oci.image.index.v1+json';

/** What images call the processor of this machine. */
const HERE = process.arch === 'x64' ? 'amd64' : process.arch;
const ELSEWHERE = 's390x';

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/**
 * A registry on the loopback that has one image for this machine and another, and one for the other machine alone.
 *
 * Like a real one for somebody who asks for one machine's only, it has everything but the layers of the other.
 */
export class ImageRegistry {
  /** Serves the image of an OCI archive as `<repository>:published`; `<repository>:elsewhere` is not for this machine. */
  public static async start(archive: string, folder: string, repository: string): Promise<ImageRegistry> {
    mkdirSync(folder);
    if (spawnSync('tar', ['-xf', archive, '-C', folder]).status !== 0) throw new Error(`${archive}: not unpacked`);
    const registry = new ImageRegistry(folder, repository);
    await new Promise<void>((resolve) => registry.server.listen(0, '127.0.0.1', resolve));
    return registry;
  }

  /** Of the image, as this registry publishes it. */
  public readonly digest: string;
  /** Paths that were asked for. */
  public requests: string[] = [];
  /** Whether layers and configurations are not given, nor refused. */
  public holding = false;

  private readonly server: Server;
  private readonly blobs = new Map<string, Buffer>();
  private readonly tags: Record<string, string>;

  private constructor(
    folder: string,
    private readonly repository: string,
  ) {
    for (const name of readdirSync(join(folder, 'blobs', 'sha256')))
      this.blobs.set(`sha256:${name}`, readFileSync(join(folder, 'blobs', 'sha256', name)));
    const { digest, size } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')).manifests[0] as Descriptor;
    const here = { mediaType: MANIFEST, digest, size, platform: { os: 'linux', architecture: HERE } };
    const elsewhere = { ...this.foreignManifest(), platform: { os: 'linux', architecture: ELSEWHERE } };
    this.digest = this.put(INDEX, { manifests: [here, elsewhere] }).digest;
    this.tags = { published: this.digest, elsewhere: this.put(INDEX, { manifests: [elsewhere] }).digest };
    this.server = createServer((request, response) => this.answer(request, response));
  }

  /** Host and port. */
  public get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ends it, and whatever still waits for an answer. */
  public async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private foreignManifest(): Descriptor {
    const absent = `sha256:${'0'.repeat(64)}`;
    const config = this.put('application/vnd.oci.image.config.v1+json', {
      os: 'linux',
      architecture: ELSEWHERE,
      rootfs: { type: 'layers', diff_ids: [absent] },
    });
    return this.put(MANIFEST, { config, layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: absent, size: 1 }] });
  }

  private put(mediaType: string, content: object): Descriptor {
    const blob = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, ...content }));
    const digest = `sha256:${createHash('sha256').update(blob).digest('hex')}`;
    this.blobs.set(digest, blob);
    return { mediaType, digest, size: blob.length };
  }

  private answer({ method, url }: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(url!, 'http://registry');
    this.requests.push(pathname);
    const [, kind, name] = new RegExp(`^/v2/${this.repository}/(manifests|blobs)/(.+)$`).exec(pathname) ?? [];
    const digest = this.tags[name ?? ''] ?? name ?? '';
    const blob = this.blobs.get(digest);
    if (this.holding && kind === 'blobs') return;
    if (!blob) {
      response.writeHead(404).end();
      return;
    }
    const mediaType = kind === 'manifests' ? (JSON.parse(blob.toString()).mediaType ?? MANIFEST) : 'application/octet-stream';
    response.writeHead(200, { 'content-type': mediaType, 'content-length': blob.length, 'docker-content-digest': digest });
    response.end(method === 'HEAD' ? undefined : blob);
  }
}
