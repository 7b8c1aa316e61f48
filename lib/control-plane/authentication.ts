import { Yaml } from 'cdk8s';

/** The paths that load balancers and kubelets ask without a certificate; a query does not count for the match. */
const HEALTH_PATHS = ['/healthz', '/livez', '/readyz'];

/** Anonymous requests are let through to the health paths only. */
export function renderAuthentication(apiVersion: string): string {
  return Yaml.stringify({
    apiVersion,
    kind: 'AuthenticationConfiguration',
    anonymous: { enabled: true, conditions: HEALTH_PATHS.map((path) => ({ path })) },
  });
}
