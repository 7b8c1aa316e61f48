import { Description } from '../description';
import { describedRule } from './description-rule';

/** Ports that something else takes on a control-plane host, and what. */
const TAKEN: { readonly [port: number]: string } = {
  2379: 'etcd has for its clients',
  2380: 'etcd has for its peers',
  2381: 'etcd has for its metrics',
  6443: 'kube-apiserver has on the same host',
  7443: 'the balancer of a worker has',
  8444: 'the monitor of HAProxy has',
  10248: 'the kubelet has for its health',
  10249: 'kube-proxy has for its metrics',
  10250: 'the kubelet has',
  10256: 'kube-proxy has for its health',
  10257: 'kube-controller-manager has',
  10259: 'kube-scheduler has',
};

/** Kubernetes' default of --service-node-port-range. */
const NODE_PORTS = '30000-32767';

/** HA124. */
export const ENDPOINT_PORT = describedRule(
  {
    id: 'HA124',
    title: 'the port of the front end is free on control-plane hosts',
    cause: 'HAProxy cannot bind a port that another program of the host has, and a Service of type NodePort takes over a port of its range',
    fix: 'leave it out to get 8443, or choose another free port',
    needs: ['endpoint'],
  },
  (description) => {
    const { endpoint } = description;
    if (endpoint?.kind !== 'haproxyKeepalived') return [];
    const reason = TAKEN[endpoint.port] ?? nodePorts(description, endpoint.port);
    return reason ? [{ path: 'endpoint.port', got: String(endpoint.port), allowed: `a port other than one that ${reason}` }] : [];
  },
);

function nodePorts({ apiServer }: Description, port: number): string | undefined {
  const given = [apiServer.extraArgs?.['service-node-port-range'] ?? NODE_PORTS].flat().at(-1) ?? NODE_PORTS;
  const match = /^(\d+)-(\d+)$/.exec(given);
  return match && port >= Number(match[1]) && port <= Number(match[2]) ? `Services of type NodePort may get (${given})` : undefined;
}
