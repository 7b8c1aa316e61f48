import { Construct } from 'constructs';
import { required, Shape } from '../cluster/shape';
import { IMAGE } from '../cluster/values/image';
import { checkedProps } from './checked-props';
import { HostFile } from './host-file';

/** Properties of Containerd. */
export interface ContainerdProps {
  /** Image of the pod sandbox, which must be the one that the kubelet of that version expects. */
  readonly sandboxImage: string;
}

/**
 * containerd's configuration, in the format that 1.6 to 2.x all read.
 *
 * `imports` lets an operator add settings in files of their own. Such a file takes the place of a plugin's whole section (tried with 1.6.20): repeat
 * in it what stands here. Registries are configured below `/etc/containerd/certs.d`, which needs no such file.
 */
export function renderContainerd(props: ContainerdProps): string {
  return [
    'version = 2',
    'imports = ["/etc/containerd/conf.d/*.toml"]',
    '',
    '[plugins."io.containerd.grpc.v1.cri"]',
    `  sandbox_image = "${props.sandboxImage}"`,
    '',
    '[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]',
    '  runtime_type = "io.containerd.runc.v2"',
    '',
    '[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]',
    '  SystemdCgroup = true',
    '',
    '[plugins."io.containerd.grpc.v1.cri".registry]',
    '  config_path = "/etc/containerd/certs.d"',
    '',
  ].join('\n');
}

const SHAPE: Shape = { sandboxImage: required(IMAGE) };

/** The container runtime of one host. */
export class Containerd extends Construct {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the runtime
   */
  constructor(scope: Construct, id: string, props: ContainerdProps) {
    super(scope, id);
    const checked = checkedProps<ContainerdProps>(this, SHAPE, props);
    if (!checked) return;
    new HostFile(this, 'config', { path: '/etc/containerd/config.toml', content: renderContainerd(checked), onChange: { unit: 'containerd.service' } });
    new HostFile(this, 'restart', {
      path: '/etc/systemd/system/containerd.service.d/90-ha-cluster.conf',
      content: ['[Service]', 'Restart=always', 'RestartSec=1', '', '[Unit]', 'StartLimitIntervalSec=0', ''].join('\n'),
      onChange: { unit: 'containerd.service' },
    });
  }
}
