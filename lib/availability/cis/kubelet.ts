import { KubeletFile } from '../read/kubelet-file';
import { RenderedRule } from '../rules/rule';
import { cisRule } from './cis-rule';
import { ALLOWED_SUITES } from './suites';

const A = true;
const M = false;

function check(
  number: string,
  automated: boolean,
  field: string,
  allowed: string,
  holds: (file: KubeletFile) => boolean,
  got: (file: KubeletFile) => unknown,
): RenderedRule {
  const text = { number, automated, title: `kubelet ${field}`, fix: `remove what changes ${field}, or acknowledge the check with a reason` };
  return cisRule(text, (cluster) =>
    cluster.hosts.flatMap((host) => {
      const file = host.kubelet();
      return !file || holds(file) ? [] : [{ host: host.name, field: `kubelet ${field}`, got: String(got(file) ?? 'nothing'), allowed }];
    }),
  );
}

/** A field of the file as it is written. */
function plain(number: string, automated: boolean, field: string, allowed: string, holds: (value: any) => boolean): RenderedRule {
  return check(
    number,
    automated,
    field,
    allowed,
    (file) => holds(file.document[field]),
    (file) => file.document[field],
  );
}

const HOSTNAME_OVERRIDE = cisRule(
  { number: '4.2.7', automated: M, title: 'kubelet --hostname-override', fix: 'give the host the name that the description has' },
  (cluster) =>
    cluster.hosts.flatMap((host) => {
      const value = host.kubeletFlags()?.value('hostname-override');
      return value === undefined ? [] : [{ host: host.name, field: 'kubelet --hostname-override', got: value, allowed: 'nothing' }];
    }),
);

const IDLE_TIMEOUT = cisRule(
  {
    number: '4.2.5',
    automated: M,
    title: 'kubelet streamingConnectionIdleTimeout',
    fix: 'remove what changes streamingConnectionIdleTimeout, or acknowledge the check with a reason',
  },
  (cluster) => {
    // kubeadm writes 0s for what nobody set, and the kubelet takes it for its default of four hours; who describes a host means what he writes.
    const off = cluster.observed ? /^0+$/ : /^0+[a-z]*$/;
    return cluster.hosts.flatMap((host) => {
      const value = host.kubelet()?.document.streamingConnectionIdleTimeout;
      const field = 'kubelet streamingConnectionIdleTimeout';
      return value === undefined || !off.test(String(value)) ? [] : [{ host: host.name, field, got: String(value), allowed: 'a time other than 0, or nothing' }];
    });
  },
);

/** Section 4.2: the kubelet. */
export const KUBELET_CHECKS: RenderedRule[] = [
  check(
    '4.2.1',
    A,
    'authentication.anonymous.enabled',
    'false',
    (file) => !file.anonymous,
    (file) => file.anonymous,
  ),
  check(
    '4.2.2',
    A,
    'authorization.mode',
    'Webhook',
    (file) => file.authorizationMode !== 'AlwaysAllow',
    (file) => file.authorizationMode,
  ),
  check(
    '4.2.3',
    A,
    'authentication.x509.clientCAFile',
    'a CA',
    (file) => file.clientCaFile !== undefined,
    (file) => file.clientCaFile,
  ),
  check(
    '4.2.4',
    M,
    'readOnlyPort',
    '0',
    (file) => file.readOnlyPort === 0,
    (file) => file.readOnlyPort,
  ),
  IDLE_TIMEOUT,
  plain('4.2.6', A, 'makeIPTablesUtilChains', 'true, or nothing', (value) => value !== false),
  HOSTNAME_OVERRIDE,
  plain('4.2.8', M, 'eventRecordQPS', '0 or more, or nothing', (value) => value === undefined || value >= 0),
  check(
    '4.2.9',
    M,
    'tlsCertFile',
    'a certificate and a key',
    (file) => file.tlsCertFile !== undefined && file.tlsPrivateKeyFile !== undefined,
    (file) => file.tlsCertFile,
  ),
  plain('4.2.10', A, 'rotateCertificates', 'true, or nothing', (value) => value !== false),
  plain(
    '4.2.11',
    M,
    'featureGates',
    'a map without RotateKubeletServerCertificate: false',
    (value) => value?.RotateKubeletServerCertificate !== false,
  ),
  plain(
    '4.2.12',
    M,
    'tlsCipherSuites',
    'suites of cis-1.12 only',
    (value) => Array.isArray(value) && value.length > 0 && value.every((suite) => ALLOWED_SUITES.includes(suite)),
  ),
  plain('4.2.13', M, 'podPidsLimit', 'a number', (value) => typeof value === 'number'),
  plain('4.2.14', M, 'seccompDefault', 'true', (value) => value === true),
];
