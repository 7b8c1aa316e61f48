/** How HAProxy and keepalived run. */
export enum FrontEndForm {
  /** As the distribution's systemd services: maintained packages, and restarts within a tenth of a second. */
  SERVICE = 'service',
  /** As static pods: an image for keepalived must be given, since there is no official one. */
  STATIC_POD = 'static-pod',
}

/** How kube-vip announces the virtual IP. */
export enum KubeVipMode {
  /** By gratuitous ARP from one elected host; all hosts in one subnet. */
  ARP = 'arp',
  /** By BGP from every healthy host; the routers must be told. */
  BGP = 'bgp',
}

/** A BGP neighbour of every control-plane node. */
export interface BgpPeer {
  /** Its address. */
  readonly address: string;
  /** Its autonomous system number. */
  readonly asNumber: number;
}

/** What every endpoint can have. */
export interface EndpointProps {
  /**
   * Whether every worker gets a HAProxy of its own at 127.0.0.1:7443, so that it needs no virtual IP and survives its loss.
   *
   * @default false
   */
  readonly workerLoadBalancer?: boolean;

  /**
   * Further names and addresses by which clients reach the API; they go into the certificate of every apiserver.
   *
   * @default - none
   */
  readonly certificateNames?: string[];
}

/** Properties of ControlPlaneEndpoint.haproxyKeepalived. */
export interface HaproxyKeepalivedProps extends EndpointProps {
  /** The address that moves between the control-plane hosts: free, and in their subnet. */
  readonly virtualIp: string;

  /**
   * The virtual address of the other family, for dual stack.
   *
   * @default - none
   */
  readonly secondVirtualIp?: string;

  /** The network interface of every control-plane host that gets the address, unless the host names its own. */
  readonly networkInterface: string;

  /**
   * The port that clients use. An apiserver has 6443 on the same hosts.
   *
   * @default 8443
   */
  readonly port?: number;

  /**
   * How HAProxy and keepalived run.
   *
   * @default FrontEndForm.SERVICE
   */
  readonly form?: FrontEndForm;

  /**
   * VRRP virtual router id, 1 to 255, unique among all VRRP groups of the network segment.
   *
   * @default - from the cluster's name
   */
  readonly routerId?: number;

  /**
   * Router ids that other VRRP groups of the same segment use, to be told of a clash at synth.
   *
   * @default - none
   */
  readonly neighbourRouterIds?: number[];

  /**
   * Image of HAProxy as static pod.
   *
   * @default - Docker's official image of a long-term release
   */
  readonly haproxyImage?: string;

  /**
   * Image of keepalived as static pod; required for that form.
   *
   * @default - none
   */
  readonly keepalivedImage?: string;
}

/** Properties of ControlPlaneEndpoint.kubeVip. Not rehearsed. */
export interface KubeVipEndpointProps extends EndpointProps {
  /** The address that clients use. */
  readonly virtualIp: string;

  /** The network interface of every control-plane host; `lo` is usual for BGP. */
  readonly networkInterface: string;

  /**
   * How the address is announced.
   *
   * @default KubeVipMode.ARP
   */
  readonly mode?: KubeVipMode;

  /**
   * Autonomous system number of the control-plane hosts; for BGP.
   *
   * @default 65000
   */
  readonly asNumber?: number;

  /**
   * BGP neighbours; at least one for BGP.
   *
   * @default - none
   */
  readonly bgpPeers?: BgpPeer[];

  /**
   * Image of kube-vip.
   *
   * @default - the release whose flags were read
   */
  readonly image?: string;
}

/** Properties of ControlPlaneEndpoint.external. Not rehearsed. */
export interface ExternalEndpointProps extends EndpointProps {
  /** Address or DNS name of a load balancer that exists. It must check `/readyz` of every apiserver. */
  readonly host: string;

  /**
   * Its port.
   *
   * @default 6443
   */
  readonly port?: number;
}
