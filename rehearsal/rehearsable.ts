import { InputError } from '../cli/command/errors';
import { PlannedCluster } from '../cli/stream/model';

/**
 * @throws InputError for what cannot run on one machine without the world outside
 */
export function rehearsable(cluster: PlannedCluster): PlannedCluster {
  const { endpoint, etcd } = cluster.spec;
  if (etcd.topology === 'existing')
    throw new InputError(
      `${cluster.name}: uses an etcd that exists; allowed here: stacked, external or single; fix: rehearse a variant of the description with its own etcd`,
    );
  if (endpoint && endpoint.kind !== 'haproxyKeepalived') {
    throw new InputError(
      `${cluster.name}: endpoint ${endpoint.kind} cannot be rehearsed; allowed: haproxyKeepalived; fix: rehearse a variant of the description with that front end`,
    );
  }
  return cluster;
}
