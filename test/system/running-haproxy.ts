import { ChildProcess, spawn } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { get } from 'http';
import { connect as connectPlain } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { connect, TLSSocket } from 'tls';

/** Waits until a condition holds, and says what it waited for when it does not. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, limitMs = 8000): Promise<number> {
  const start = Date.now();
  while (!(await holds())) {
    if (Date.now() - start > limitMs) throw new Error(`after ${limitMs} ms it still did not hold: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return Date.now() - start;
}

/** A connection through the balancer that stays open, as a watch does. */
export interface Watch {
  readonly server: string;
  isOpen(): boolean;
  close(): void;
}

/** HAProxy with a rendered file, unprivileged, on loopback addresses. */
export class RunningHaproxy {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    private readonly front: { readonly address: string; readonly port: number },
    private readonly monitorPort: number,
  ) {}

  public static async start(program: string, text: string, front: { address: string; port: number }, monitorPort: number): Promise<RunningHaproxy> {
    const folder = mkdtempSync(join(tmpdir(), 'ha-haproxy-'));
    writeFileSync(join(folder, 'haproxy.cfg'), text.replace('global\n', `global\n    stats socket ${join(folder, 'socket')} mode 600\n`));
    // Without -W: the master starts its own file again, which does not find the libraries of another release.
    const child = spawn(program, ['-db', '-f', join(folder, 'haproxy.cfg')], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout?.on('data', (data) => (said += data));
    child.stderr?.on('data', (data) => (said += data));
    const running = new RunningHaproxy(child, folder, front, monitorPort);
    await until('HAProxy listens', async () => {
      if (child.exitCode !== null) throw new Error(`HAProxy ended with ${child.exitCode}: ${said}`);
      return running.listens();
    });
    return running;
  }

  public async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    if (this.process.exitCode === null && this.process.kill('SIGTERM')) await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Status of the monitor, or why there is none. */
  public monitor(path: string): Promise<number | string> {
    return new Promise((resolve) => {
      const request = get({ host: '127.0.0.1', port: this.monitorPort, path, agent: false, timeout: 1000 }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('error', (error) => resolve(error.message)).on('timeout', () => request.destroy(new Error('silent')));
    });
  }

  /** What HAProxy thinks of a server, like `apiservers/cp-1`: UP, NOLB (drains), DOWN, with ` 1/2` while it makes up its mind. */
  public async thinks(): Promise<{ [server: string]: string }> {
    const text = await new Promise<string>((resolve, reject) => {
      let said = '';
      const socket = connectPlain(join(this.folder, 'socket'), () => socket.write('show stat\n'));
      socket.on('data', (data) => (said += data)).on('end', () => resolve(said)).on('error', reject);
    });
    const [head = '', ...rows] = text.trim().split('\n');
    const status = head.split(',').indexOf('status');
    return Object.fromEntries(rows.map((row) => row.split(',')).map((row) => [`${row[0]}/${row[1]}`, row[status] ?? '']));
  }

  /** Waits until HAProxy thinks this of servers. */
  public becomes(status: string, ...servers: string[]): Promise<number> {
    return until(`${servers} ${status}`, async () => {
      const all = await this.thinks();
      return servers.every((server) => all[server] === status);
    });
  }

  /** Name of the server that answers a new connection, or `none`. */
  public async ask(): Promise<string> {
    return (await this.request('/')).body ?? 'none';
  }

  /** Which servers answer many new connections, each once, sorted. */
  public async answering(connections = 9): Promise<string[]> {
    const answers: string[] = [];
    for (let index = 0; index < connections; index++) answers.push(await this.ask());
    return [...new Set(answers)].sort();
  }

  /** Waits until new connections reach exactly these servers. */
  public async reaches(...servers: string[]): Promise<number> {
    let last: string[] = [];
    const same = async () => JSON.stringify((last = await this.answering())) === JSON.stringify(servers);
    return until(`new connections reach ${servers}`, same).catch((error) => {
      throw new Error(`${error.message}; they reach ${last}`);
    });
  }

  /** Opens watches until there is one on each of these servers. */
  public async watchEach(servers: string[]): Promise<{ [server: string]: Watch }> {
    const watches: { [server: string]: Watch } = {};
    for (let tries = 0; tries < 30 && servers.some((server) => !watches[server]); tries++) {
      const watch = await this.watch();
      if (servers.includes(watch.server) && !watches[watch.server]) watches[watch.server] = watch;
      else watch.close();
    }
    return watches;
  }

  /** A connection that has taken its place in the front end and sends nothing. */
  public occupy(): { close(): void } {
    const socket = connectPlain(this.front.port, this.front.address).on('error', () => {});
    return { close: () => socket.destroy() };
  }

  private async watch(): Promise<Watch> {
    const { socket, body } = await this.request('/', '/stream');
    let open = true;
    socket?.on('close', () => (open = false));
    return { server: body ?? 'none', isOpen: () => open, close: () => socket?.destroy() };
  }

  /** Asks one path, and with `then` another one on the same connection, which stays open. */
  private request(path: string, then?: string): Promise<{ body?: string; socket?: TLSSocket }> {
    return new Promise((resolve) => {
      let text = '';
      const socket = connect({ host: this.front.address, port: this.front.port, rejectUnauthorized: false, timeout: 5000 });
      const ask = (url: string, keep: boolean) => socket.write(`GET ${url} HTTP/1.1\r\nHost: x\r\nConnection: ${keep ? 'keep-alive' : 'close'}\r\n\r\n`);
      const done = () => resolve({ body: /\r\n\r\n(?:[0-9a-f]+\r\n)?(cp-\d)/.exec(text)?.[1] });
      socket.on('secureConnect', () => ask(path, then !== undefined)).on('error', done).on('timeout', () => socket.destroy());
      socket.on('close', done).on('data', (data) => {
        text += data;
        if (then && text.includes('watching')) resolve({ body: /(cp-\d)/.exec(text)?.[1], socket: socket.setTimeout(0) as TLSSocket });
        else if (then && /\r\n\r\n(cp-\d)$/.test(text)) ask(then, true);
      });
    });
  }

  private listens(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connectPlain(this.front.port, this.front.address);
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false)).on('connect', () => socket.destroy());
    });
  }
}
