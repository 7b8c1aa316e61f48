import { Duration } from 'cdk8s';
import { BgpPeer, KubeVipMode } from '../cluster/endpoint-props';

/** Properties of KubeVip. */
export interface KubeVipProps {
  /** Name of this host, as the node is called. */
  readonly nodeName: string;

  /** Address of this host: the BGP router id. */
  readonly nodeAddress: string;

  /** The address that clients use. */
  readonly virtualIp: string;

  /** Network interface that gets it; `lo` is usual for BGP. */
  readonly networkInterface: string;

  /**
   * Port of the apiserver, on the virtual IP as on the host.
   *
   * @default 6443
   */
  readonly port?: number;

  /**
   * How the address is announced.
   *
   * @default KubeVipMode.ARP
   */
  readonly mode?: KubeVipMode;

  /**
   * Name of the Lease in kube-system by which the holder is elected.
   *
   * @default 'plndr-cp-lock'
   */
  readonly leaseName?: string;

  /**
   * How long the lease of a silent holder lasts. Whole seconds.
   *
   * @default Duration.seconds(5)
   */
  readonly leaseDuration?: Duration;

  /**
   * How long the holder tries to renew before it gives the address up. Whole seconds, less than `leaseDuration`.
   *
   * @default Duration.seconds(3)
   */
  readonly leaseRenewDeadline?: Duration;

  /**
   * Time between two tries to get or renew the lease. Whole seconds; 1.2 times it is less than `leaseRenewDeadline`.
   *
   * @default Duration.seconds(1)
   */
  readonly leaseRetryPeriod?: Duration;

  /**
   * Autonomous system number of the control-plane hosts; for BGP.
   *
   * @default 65000
   */
  readonly asNumber?: number;

  /**
   * BGP neighbours; at least one for BGP. Without passwords: they would stand in the manifest.
   *
   * @default - none
   */
  readonly bgpPeers?: BgpPeer[];

  /**
   * Directory of the host with a file `kubeconfig`, whose user has what KubeVipRbac grants, and for BGP `ca.crt`, the authority of the apiserver.
   *
   * @default '/etc/kubernetes/kube-vip'
   */
  readonly directory?: string;

  /**
   * The image.
   *
   * @default 'ghcr.io/kube-vip/kube-vip:v1.2.3'
   */
  readonly image?: string;
}
