import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { createServer as createHttp, Server as HttpServer } from 'http';
import { AddressInfo, createServer, Server, Socket } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { createSecureContext, SecureContext, TLSSocket } from 'tls';

/**
 * How a toy behaves: `stopped` accepts connections and says nothing, as a process after SIGSTOP; `mute` shakes hands and then does not answer
 * /readyz.
 */
export type Mode = 'ready' | 'notReady' | 'mute' | 'stopped' | 'refused';

/** A certificate that nobody trusts, made now. */
export function selfSigned(): SecureContext {
  const folder = mkdtempSync(join(tmpdir(), 'ha-toy-'));
  try {
    const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
    const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=toy'];
    execFileSync('openssl', [...request, '-keyout', key, '-out', cert], { stdio: 'pipe' });
    return createSecureContext({ key: readFileSync(key), cert: readFileSync(cert) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A TLS server that answers as an apiserver does, and can be put into every state that a balancer has to know. */
export class ToyApiserver {
  public port = 0;
  private mode: Mode = 'ready';
  private listener?: Server;
  private readonly sockets = new Set<Socket>();
  private readonly http: HttpServer;

  public constructor(
    public readonly name: string,
    public readonly address: string,
    private readonly context: SecureContext,
  ) {
    this.http = createHttp((request, response) => {
      if (request.url === '/stream') {
        response.write('watching\n');
      } else if (request.url !== '/readyz' && request.url !== '/healthz') {
        response.end(this.name);
      } else if (this.mode !== 'mute') {
        response.statusCode = this.mode === 'ready' ? 200 : 500;
        response.end();
      }
    });
  }

  public async become(mode: Mode): Promise<void> {
    this.mode = mode;
    if (mode === 'refused') await this.close();
    else if (!this.listener) await this.listen();
  }

  public async listen(): Promise<void> {
    const listener = createServer((socket) => this.accept(socket));
    await new Promise<void>((resolve, reject) => listener.once('error', reject).listen(this.port, this.address, resolve));
    this.port = (listener.address() as AddressInfo).port;
    this.listener = listener;
  }

  public async close(): Promise<void> {
    const listener = this.listener;
    this.listener = undefined;
    for (const socket of this.sockets) socket.destroy();
    if (listener) await new Promise((resolve) => listener.close(resolve));
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket)).on('error', () => {});
    if (this.mode === 'stopped') return;
    const secure = new TLSSocket(socket, { isServer: true, secureContext: this.context });
    secure.on('error', () => {});
    this.http.emit('connection', secure);
  }
}
