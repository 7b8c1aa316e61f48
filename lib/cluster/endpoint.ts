import {
  ExternalEndpointProps, FrontEndForm, HaproxyKeepalivedProps, KubeVipEndpointProps, KubeVipMode,
} from './endpoint-props';
import { Finding, shown } from './finding';
import { bool, list, MISSING_VALUE, oneOf, optional, required, Shape, struct, usable } from './shape';
import { HOST_NAME } from './values/host-name';
import { IMAGE } from './values/image';
import { INTERFACE_NAME } from './values/interface-name';
import { IP_ADDRESS } from './values/ip-address';
import { PORT } from './values/port';
import { wholeNumber } from './values/whole-number';

/** Which of the factories made an endpoint. */
export type EndpointKind = 'haproxyKeepalived' | 'kubeVip' | 'external';

const COMMON: Shape = { workerLoadBalancer: optional(bool), certificateNames: optional(list(HOST_NAME)) };
const AS_NUMBER = wholeNumber(1, 4_294_967_294);
const SHAPES: { [kind in EndpointKind]: Shape } = {
  haproxyKeepalived: {
    ...COMMON,
    virtualIp: required(IP_ADDRESS),
    secondVirtualIp: optional(IP_ADDRESS),
    networkInterface: required(INTERFACE_NAME),
    port: optional(PORT),
    form: optional(oneOf([FrontEndForm.SERVICE, FrontEndForm.STATIC_POD])),
    routerId: optional(wholeNumber(1, 255)),
    neighbourRouterIds: optional(list(wholeNumber(1, 255))),
    haproxyImage: optional(IMAGE),
    keepalivedImage: optional(IMAGE),
  },
  kubeVip: {
    ...COMMON,
    virtualIp: required(IP_ADDRESS),
    networkInterface: required(INTERFACE_NAME),
    mode: optional(oneOf([KubeVipMode.ARP, KubeVipMode.BGP])),
    asNumber: optional(AS_NUMBER),
    bgpPeers: optional(list(struct({ address: required(IP_ADDRESS), asNumber: required(AS_NUMBER) }))),
    image: optional(IMAGE),
  },
  external: { ...COMMON, host: required(HOST_NAME), port: optional(wholeNumber(1, 65535)) },
};

/** Where clients reach the API: one address that stays, whatever happens to a control-plane host. */
export class ControlPlaneEndpoint {
  /**
   * HAProxy on every control-plane host, and a virtual IP that keepalived keeps on a host whose HAProxy works. The default choice.
   *
   * @param props the address and its network interface
   */
  public static haproxyKeepalived(props: HaproxyKeepalivedProps): ControlPlaneEndpoint {
    return new ControlPlaneEndpoint('haproxyKeepalived', props);
  }

  /**
   * A virtual IP announced by kube-vip, which leads to one apiserver at a time (ARP) or is spread by routers (BGP). Not rehearsed.
   *
   * @param props the address and how it is announced
   */
  public static kubeVip(props: KubeVipEndpointProps): ControlPlaneEndpoint {
    return new ControlPlaneEndpoint('kubeVip', props);
  }

  /**
   * A load balancer or DNS name that exists. Not rehearsed.
   *
   * @param props where it is
   */
  public static external(props: ExternalEndpointProps): ControlPlaneEndpoint {
    return new ControlPlaneEndpoint('external', props);
  }

  private constructor(
    private readonly kind: EndpointKind,
    private readonly props: any,
  ) {}

  /** @internal */
  public _kind(): EndpointKind {
    return this.kind;
  }

  /**
   * The properties that can be used; what is wrong with the others is recorded.
   *
   * @internal
   */
  public _resolve(path: string, findings: Finding[]): any {
    const props = usable<any>(SHAPES[this.kind], this.props, path, findings);
    if (!props) return undefined;
    // A value that was given and cannot be used has a finding of its own.
    const missing = (field: string, why: string) =>
      (this.props[field] ?? []).length === 0 && findings.push({ rule: MISSING_VALUE, path: `${path}.${field}`, got: shown(undefined), allowed: 'a value', fix: why });
    if (props.form === FrontEndForm.STATIC_POD && !props.keepalivedImage) {
      missing('keepalivedImage', 'give an image: there is no official one; docs/keepalived-image.md has a Dockerfile');
    }
    if (props.mode === KubeVipMode.BGP && !(props.bgpPeers?.length > 0)) missing('bgpPeers', 'give at least one router that the hosts speak BGP with');
    return props;
  }
}
