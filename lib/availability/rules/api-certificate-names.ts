import { canonical, isLoopback, nth } from '../../cluster/address';
import { ApiServer, apiServersOf } from '../read/apiservers';
import { RenderedCluster } from '../read/rendered';
import { isValidFor, placeOfUrl, servingCertificate } from '../read/serving-certificates';
import { renderedRule } from './rule';

/** A name by which somebody calls the API, and the apiservers that may answer. */
interface Call {
  readonly name: string;
  readonly answers: ApiServer[];
}

/** HA401. */
export const API_CERTIFICATE_NAMES = renderedRule(
  {
    id: 'HA401',
    title: "every apiserver's certificate has every name by which a client may reach it",
    cause: 'a balancer or the kubernetes Service leads a client to any apiserver, and it refuses the one whose certificate lacks the name that it called',
    fix: 'add the name to `certificateNames` of the endpoint, or take back the patch that removed it',
    needsWhole: true,
  },
  (cluster) => {
    const servers = apiServersOf(cluster);
    const calls = callsOf(cluster, servers);
    return servers.flatMap((server) => {
      const certificate = servingCertificate(server.host, server.pod, 'tls-cert-file');
      if (!certificate) return [];
      const asked = calls.filter((call) => call.answers.includes(server)).map((call) => call.name);
      const missing = [...new Set(asked)].filter((name) => !isValidFor(certificate, name)).sort();
      return missing.length === 0
        ? []
        : [{ host: server.host.name, field: certificate.place, got: `no ${missing.join(', ')}`, allowed: 'every name that a client calls' }];
    });
  },
);

function callsOf(cluster: RenderedCluster, servers: ApiServer[]): Call[] {
  const spec = cluster.object?.spec ?? {};
  const domain: unknown = spec.networks?.domain;
  const service = ['kubernetes', 'kubernetes.default', 'kubernetes.default.svc', ...(typeof domain === 'string' ? [`kubernetes.default.svc.${domain}`] : [])];
  const ranges: unknown[] = Array.isArray(spec.networks?.services) ? spec.networks.services : [];
  const endpoint: unknown = spec.endpoint?.host;
  const everybody = [...service, ...ranges.map((range) => nth(String(range), 1)), ...(typeof endpoint === 'string' ? [canonical(endpoint)] : [])];
  return [...everybody.map((name) => ({ name, answers: servers })), ...kubeconfigCalls(cluster, servers)];
}

/** A kubeconfig that names one apiserver is answered by it; any other address belongs to a balancer, which may choose any. */
function kubeconfigCalls(cluster: RenderedCluster, servers: ApiServer[]): Call[] {
  const own = cluster.hosts.flatMap((host) => host.kubeconfigs.map((object) => ({ object, host })));
  const shared = cluster.kubeconfigs.map((object) => ({ object, host: undefined }));
  return [...own, ...shared].flatMap(({ object, host }) => {
    const place = placeOfUrl(object.spec?.server);
    if (!place) return [];
    const direct = servers.filter((server) => server.addresses.includes(place.address) || (server.host === host && isLoopback(place.address)));
    return [{ name: place.address, answers: direct.length > 0 ? direct : servers }];
  });
}
