import { Host } from './host';

/** What a client shows and trusts; no CA means that the server is not verified, as the kubelet's probes do. */
export interface Client {
  /** PEM. */
  readonly ca?: string;
  /** PEM. */
  readonly certificate?: string;
  /** PEM. */
  readonly key?: string;
}

/** An HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Runs in a Node of its own, inside the host's network. */
const ASK = `
const { url, method, body, client } = JSON.parse(process.argv[1]);
const { request } = require(url.startsWith('https') ? 'https' : 'http');
const options = { method, timeout: 5000, ca: client.ca, cert: client.certificate, key: client.key, rejectUnauthorized: !!client.ca,
  headers: body ? { 'content-type': 'application/json' } : {} };
const asked = request(url, options, (answer) => {
  const parts = [];
  answer.on('data', (part) => parts.push(part));
  answer.on('end', () => console.log(JSON.stringify({ status: answer.statusCode, body: Buffer.concat(parts).toString() })));
});
asked.on('timeout', () => asked.destroy(new Error('no answer within 5 s')));
asked.on('error', (error) => { console.error(error.message); process.exit(1); });
asked.end(body);
`;

/** One HTTP request from inside a host; throws when there is no answer. */
export function ask(host: Host, url: string, client: Client = {}, method = 'GET', body?: unknown): Answer {
  return JSON.parse(host.namespaces.run([process.execPath, '-e', ASK, JSON.stringify({ url, method, client, body: body === undefined ? undefined : JSON.stringify(body) })]));
}
