import { showMillis } from '../read/durations';
import { acceptsAt } from '../read/endpoint-port';
import { VrrpInstance, VrrpScript } from '../read/keepalived-file';
import { masterDownMillis, skewMillis } from '../read/keepalived-takeover';
import { RenderedHost } from '../read/rendered-host';
import { RouterMember } from '../read/virtual-routers';
import { ModelRouter, ModelScript } from './cluster-model';

/**
 * A host's part in a virtual IP.
 *
 * @param port of the endpoint; undefined where nobody says it
 */
export function routerOf(member: RouterMember, port: number | undefined): ModelRouter {
  const { host, file, instance } = member;
  const { downTimerAdverts, advertMs } = instance;
  const scripts = instance.scripts.flatMap(({ name, weight }) => {
    const script = file.scripts.find((candidate) => candidate.name === name);
    return script ? [{ ...scriptOf(host, script), weight }] : [];
  });
  return {
    priority: instance.priority,
    advertMs,
    skewMs: skewMillis(instance),
    masterDownMs: masterDownMillis(instance),
    masterDownFormula: `${downTimerAdverts} x ${showMillis(advertMs)} + skew ${showMillis(skewMillis(instance))}`,
    preempts: preempts(instance),
    accepts: port === undefined || acceptsAt(member, port),
    scripts,
  };
}

/** keepalived takes `nopreempt` from an instance that begins as MASTER. */
function preempts(instance: VrrpInstance): boolean {
  return !instance.nopreempt || instance.state === 'MASTER';
}

function scriptOf(host: RenderedHost, script: VrrpScript): ModelScript {
  const { intervalMs, timeoutMs, fall, weight } = script;
  return { intervalMs, timeoutMs, fall, weight, follows: followed(host, script) };
}

/** A script that only looks whether the balancer runs. */
const LOOKS_FOR_PROCESS = /killall\s+-0\s+haproxy|pidof\s+haproxy|pgrep\s[^\n]*haproxy|systemctl\s+(-q\s+|--quiet\s+)*is-active\s[^\n]*haproxy/;

/** What a script asks, by the port that it asks. */
function followed(host: RenderedHost, script: VrrpScript): ModelScript['follows'] {
  const code = codeOf(host, script.command);
  const ports = portsIn(code);
  const proxies = host.haproxy()?.proxies ?? [];
  for (const proxy of proxies) {
    if (!proxy.binds.some(({ first, last }) => ports.some((port) => first <= port && port <= last))) continue;
    if (proxy.monitorUri === undefined) return 'unserved';
    return proxy.monitorFails.length > 0 ? 'isolated' : 'nothing';
  }
  const own = host.component('kube-apiserver')?.flags().number('secure-port') ?? 6443;
  if (host.component('kube-apiserver') && ports.includes(own)) return 'own';
  return LOOKS_FOR_PROCESS.test(code) ? 'nothing' : 'unknown';
}

/** The command, and the script that it starts where that is a file of the host; comments left out. */
function codeOf(host: RenderedHost, command: string): string {
  const files = command.split(/\s+/).flatMap((word) => host.files.get(word.replace(/^["']|["']$/g, ''))?.content ?? []);
  return [command, ...files]
    .join('\n')
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n');
}

/** Ports after a host name or address, as in `https://localhost:8443/` and `/dev/tcp/127.0.0.1/8444`; variables that are set in the script count. */
function portsIn(code: string): number[] {
  const variables = new Map(
    [...code.matchAll(/^\s*(?:export\s+)?([A-Za-z_]\w*)=["']?(\d{2,5})["']?\s*$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  const plain = code.replace(/\$\{?([A-Za-z_]\w*)\}?/g, (all, name: string) => variables.get(name) ?? all);
  return [...plain.matchAll(/(?:[\w.\])]:|\/dev\/tcp\/[^/\s]+\/)(\d{2,5})(?!\d)/g)].map(([, port]) => Number(port));
}
