import { spawn } from 'child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { AddressInfo, createServer, Server, Socket } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { Duration } from 'cdk8s';
import { renderCheckHaproxy } from '../../lib/front-end/check-haproxy';

let folder: string;
let monitor: Server;
let answer: (socket: Socket, request: string) => void;
const sockets = new Set<Socket>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ha-check-'));
  monitor = createServer((socket) => {
    sockets.add(socket);
    let request = '';
    socket.on('error', () => {}).on('data', (data) => {
      request += data;
      if (request.includes('\r\n\r\n')) answer(socket, request);
    });
  });
  await new Promise<void>((resolve) => monitor.listen(0, '127.0.0.1', resolve));
  writeFileSync(join(folder, 'check'), renderCheckHaproxy({ monitorPort: (monitor.address() as AddressInfo).port, timeout: Duration.millis(400) }));
  chmodSync(join(folder, 'check'), 0o755);
});

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => monitor.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

/** The exit code of the script with a PATH of nothing, as a service may have it, and how long it took. */
function check(): Promise<{ readonly code: number | null; readonly millis: number }> {
  const start = Date.now();
  const script = spawn(join(folder, 'check'), { env: {}, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve) => script.on('exit', (code) => resolve({ code, millis: Date.now() - start })));
}

test('200 is good, and the question is one that HAProxy understands', async () => {
  const asked: string[] = [];
  answer = (socket, request) => {
    asked.push(request);
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 58\r\n\r\n');
  };
  expect((await check()).code).toBe(0);
  expect(asked).toEqual(['GET /readyz HTTP/1.0\r\n\r\n']);
});

test.each([
  ['503', 'HTTP/1.1 503 Service Unavailable\r\n\r\n'],
  ['404', 'HTTP/1.1 404 Not Found\r\n\r\n'],
  ['half a line', 'HTTP/1.1 200'],
  ['nothing', ''],
  ['something else on the port', '220 mail.example ESMTP\r\n'],
])('%s is bad', async (_, text) => {
  answer = (socket) => socket.end(text);
  expect((await check()).code).toBe(1);
});

test('silence is bad, well before the next run', async () => {
  answer = () => {};
  const { code, millis } = await check();
  expect(code).toBe(1);
  expect(millis).toBeGreaterThanOrEqual(390);
  expect(millis).toBeLessThan(900);
});

test('a closed port is bad', async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => monitor.close(resolve));
  expect((await check()).code).toBe(1);
  monitor = createServer().listen(0, '127.0.0.1');
});
