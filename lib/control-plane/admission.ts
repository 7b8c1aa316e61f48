import { Yaml } from 'cdk8s';

/**
 * Events that the whole server, one namespace and one user may send.
 *
 * Room for a cold start: some hundred nodes that come up at once send a few thousand events within a minute, and a limit that they meet would hide
 * just those events that explain what is going on.
 */
const EVENT_LIMITS = [
  { type: 'Server', qps: 500, burst: 5000 },
  { type: 'Namespace', qps: 200, burst: 2000, cacheSize: 2000 },
  { type: 'User', qps: 50, burst: 500, cacheSize: 2000 },
];

/** The configuration of EventRateLimit and PodSecurity. kube-system is exempt, or the API server would refuse the mirror pods of static pods. */
export function renderAdmission(podSecurity: string): string {
  return Yaml.stringify({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AdmissionConfiguration',
    plugins: [
      {
        name: 'EventRateLimit',
        configuration: { apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1', kind: 'Configuration', limits: EVENT_LIMITS },
      },
      {
        name: 'PodSecurity',
        configuration: {
          apiVersion: 'pod-security.admission.config.k8s.io/v1',
          kind: 'PodSecurityConfiguration',
          defaults: {
            enforce: podSecurity,
            'enforce-version': 'latest',
            audit: 'restricted',
            'audit-version': 'latest',
            warn: 'restricted',
            'warn-version': 'latest',
          },
          exemptions: { usernames: [], runtimeClasses: [], namespaces: ['kube-system'] },
        },
      },
    ],
  });
}
