import { ClusterModel } from './cluster-model';
import { AUTHORITIES, CertificateUse, Failure } from './failure';

/** Every single failure that lasts: each program that crashes or hangs, each host, its network, each zone. */
export function singleFailures(model: ClusterModel): Failure[] {
  const ofHosts = model.hosts.flatMap(({ name: host, processes }): Failure[] => [
    ...processes.flatMap((process): Failure[] => [
      { kind: 'crash', host, process },
      { kind: 'hang', host, process },
    ]),
    { kind: 'host', host },
    { kind: 'network', host },
  ]);
  return [...ofHosts, ...zonesOf(model).map((zone): Failure => ({ kind: 'zone', zone }))];
}

/** The zones of all hosts, by name; none where a host does not say its own. */
export function zonesOf(model: ClusterModel): string[] {
  const zones = model.hosts.map(({ zone }) => zone);
  return zones.some((zone) => zone === undefined) ? [] : [...new Set(zones as string[])].sort();
}

/** Every certificate that may run out, the CAs last. */
export function expiries(model: ClusterModel): Failure[] {
  const ofHosts = model.hosts.flatMap(({ name: host, apiServer, etcd, controllerManager, scheduler, kubelet }): Failure[] => {
    const uses: [unknown, CertificateUse[]][] = [
      [apiServer, ['apiserver-serving', 'apiserver-kubelet-client', 'front-proxy-client']],
      [apiServer && apiServer.members.length > 0, ['apiserver-etcd-client']],
      [etcd, ['etcd-serving', 'etcd-peer']],
      [controllerManager, ['controller-manager-client']],
      [scheduler, ['scheduler-client']],
      [kubelet, ['kubelet-client', 'kubelet-serving']],
    ];
    return uses.filter(([there]) => there).flatMap(([, names]) => names.map((use): Failure => ({ kind: 'expired', host, use })));
  });
  return [...ofHosts, ...AUTHORITIES.map((authority): Failure => ({ kind: 'expired-ca', authority }))];
}
