import { elsewhere, FINE, open, otherRole, Row, ruleOf } from './row';
import { RunningHost } from './running-host';

/** A check that no program decides: what is to be looked at on a host with an API server; undefined where nothing is. */
function row(id: string, title: string, look: (flag: (name: string) => string | undefined) => string | undefined): Row {
  const find = (host: RunningHost) => {
    const other = otherRole(host, ['control-plane']);
    if (other !== undefined) return elsewhere(other);
    const left = look((name) => host.flagsOf('kube-apiserver')?.value(name));
    return left === undefined ? FINE : open(left);
  };
  return { id, automated: false, title, acknowledgedBy: [ruleOf(id)], find };
}

/** The checks that are left to humans. */
export const MANUAL_ROWS: Row[] = [
  row('1.2.20', 'kube-apiserver --request-timeout', (flag) => {
    const value = flag('request-timeout');
    return `${value === undefined ? 'not set, which is 60 s' : `is ${value}`}: longer only if clients need it, because a slow request holds a place`;
  }),
  row(
    '3.1.1',
    'no client certificates for users',
    () =>
      'people come through an identity provider; a certificate cannot be taken back: who holds copies of admin.conf and of the admin kubeconfigs?',
  ),
  row(
    '3.1.2',
    'no service account tokens for users',
    () => 'people come through an identity provider: `kubectl get secrets -A --field-selector type=kubernetes.io/service-account-token`',
  ),
  row('3.1.3', 'no bootstrap tokens for users', (flag) => {
    const on = flag('enable-bootstrap-token-auth') === 'true';
    const list = '`kubectl -n kube-system get secrets --field-selector type=bootstrap.kubernetes.io/token` lists none but those of nodes that join';
    return on ? `bootstrap tokens are accepted: ${list}` : undefined;
  }),
  row('3.2.2', 'the audit policy covers what matters', (flag) => {
    const matters = 'secrets, configmaps and tokenreviews by metadata, changes, and exec, port-forward and proxy of pods and services';
    return `read ${flag('audit-policy-file') ?? 'the audit policy, which is not set'}: it covers ${matters}`;
  }),
];
