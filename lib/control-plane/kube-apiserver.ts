import { Construct } from 'constructs';
import { inUrl } from '../cluster/address';
import { FailoverTiming } from '../cluster/timing';
import { checkedProps } from '../node/checked-props';
import { hostCaMounts, Mount, PodPriority, renderComponentPod } from '../node/component-pod';
import { HostDirectory } from '../node/host-directory';
import { HostFile } from '../node/host-file';
import { PKI } from '../node/pki-folder';
import { StaticPod } from '../node/static-pod';
import { componentImage } from '../versions/images';
import { KubernetesVersion } from '../versions/kubernetes-version';
import { renderAdmission } from './admission';
import { renderAuditPolicy } from './audit-policy';
import { renderAuthentication } from './authentication';
import { renderEncryption } from './encryption';
import { kubeApiserverFlags } from './kube-apiserver-flags';
import { KUBE_APISERVER_SHAPE, KubeApiserverProps } from './kube-apiserver-props';
import { API_SERVER_CONFIG, AUDIT_LOG } from './paths';

/**
 * kube-apiserver of one control-plane node as a static pod, with its audit policy, admission, authentication and encryption configuration.
 *
 * Certificates are expected at kubeadm's places below `/etc/kubernetes/pki`. The encryption configuration names the planned key `encryption-1`.
 */
export class KubeApiserver extends Construct {
  /** The static pod, for patches. */
  public readonly pod: StaticPod;

  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the apiserver
   */
  constructor(scope: Construct, id: string, props: KubeApiserverProps) {
    super(scope, id);
    const checked = checkedProps<KubeApiserverProps>(this, KUBE_APISERVER_SHAPE, props);
    this.pod = checked ? this.place(checked) : new StaticPod(this, 'pod', { pod: { metadata: { name: 'kube-apiserver' } } });
  }

  private place(props: KubeApiserverProps): StaticPod {
    const row = props.version._row() ?? KubernetesVersion.V1_36._row()!;
    const timing = (props.timing ?? FailoverTiming.balanced())._resolve('timing', []);
    const authentication = row.features.authenticationConfig;
    this.configFile('admission', renderAdmission(props.podSecurity ?? 'baseline'));
    this.configFile('audit-policy', props.auditPolicy ?? renderAuditPolicy());
    if (authentication) this.configFile('authentication', renderAuthentication(authentication));
    this.configFile('encryption', renderEncryption());
    new HostDirectory(this, 'audit-log', { path: AUDIT_LOG, mode: '0700' });

    const etcdFiles = {
      ca: props.etcdCaFile ?? `${PKI}/etcd/ca.crt`,
      cert: props.etcdCertFile ?? `${PKI}/apiserver-etcd-client.crt`,
      key: props.etcdKeyFile ?? `${PKI}/apiserver-etcd-client.key`,
    };
    const health = (path: string) => ({ host: props.address, path, scheme: 'HTTPS' as const });
    return new StaticPod(this, 'pod', {
      // Read again by itself (--encryption-provider-config-automatic-reload): a new key must not restart every apiserver.
      reloadedFiles: [`${API_SERVER_CONFIG}/encryption.yaml`],
      pod: renderComponentPod({
        name: 'kube-apiserver',
        image: componentImage(props.imageRegistry, 'kube-apiserver', props.version.version),
        flags: kubeApiserverFlags({
          address: props.address,
          row,
          timing,
          etcdServers: [...(props.etcdServers ?? [`https://${props.address.includes(':') ? '[::1]' : '127.0.0.1'}:2379`])].sort(),
          etcdFiles,
          serviceRanges: props.serviceRanges ?? ['10.96.0.0/12'],
          domain: props.domain ?? 'cluster.local',
          admissionPlugins: props.admissionPlugins ?? [],
          balanced: props.balanced ?? false,
        }),
        options: props.options ?? {},
        mounts: [
          { name: 'audit-log', path: AUDIT_LOG, readOnly: false, type: 'Directory' },
          { name: 'config', path: API_SERVER_CONFIG, readOnly: true, type: 'Directory' },
          { name: 'k8s-certs', path: PKI, readOnly: true, type: 'Directory' },
          ...foreignDirectories(Object.values(etcdFiles)),
          ...hostCaMounts(row.features.hostCaDirectories),
        ],
        port: 6443,
        namedPort: row.features.namedProbePort,
        // Without etcd an apiserver is not ready, but restarting it would not help, and while none is up there is nothing left to fail open to.
        liveness: health('/livez?exclude=etcd'),
        readiness: health('/readyz'),
        startup: health('/livez?exclude=etcd'),
        requests: { cpu: '250m' },
        priority: PodPriority.CLUSTER_CRITICAL,
        gracePeriodSeconds: timing.apiserverGracePeriod.toSeconds(),
        annotations: { 'kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint': `${inUrl(props.address)}:6443` },
      }),
    });
  }

  private configFile(name: string, content: string): void {
    // 0600: the files say what is logged and what is not.
    new HostFile(this, name, { path: `${API_SERVER_CONFIG}/${name}.yaml`, content, mode: '0600' });
  }
}

/** Directories of certificates that are outside the mounted one. */
function foreignDirectories(files: string[]): Mount[] {
  const directories = [...new Set(files.map((file) => file.slice(0, file.lastIndexOf('/'))))].filter(
    (path) => path !== PKI && !path.startsWith(`${PKI}/`),
  );
  return directories.sort().map((path, index) => ({ name: `etcd-certs-${index}`, path, readOnly: true, type: 'Directory' as const }));
}
