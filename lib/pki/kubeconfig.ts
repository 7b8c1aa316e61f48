import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { KeyAlgorithm, PKI_SHAPE } from '../cluster/pki-props';
import { list, optional, required, Shape } from '../cluster/shape';
import { HTTPS_URL } from '../cluster/values/https-url';
import { OBJECT_NAME } from '../cluster/values/object-name';
import { ONE_LINE } from '../cluster/values/one-line';
import { checkedProps } from '../node/checked-props';
import { API_VERSION, LOCAL_CONFIG } from '../node/kinds';
import { PatchableObject } from '../node/patchable-object';
import { unlessEmpty } from './lists';

/** Properties of Kubeconfig. */
export interface KubeconfigProps {
  /** Name of the plan object, unique in the cluster. */
  readonly name: string;

  /** URL of the API that it names. */
  readonly server: string;

  /** The user: common name of the client certificate in it. */
  readonly user: string;

  /**
   * The groups: organizations of the client certificate in it.
   *
   * @default - none
   */
  readonly groups?: string[];

  /** Name of the CA that signs the client certificate, and by which the API is recognised. */
  readonly issuer: string;

  /** Name of the cluster in the file. */
  readonly cluster: string;

  /**
   * How long the client certificate is valid.
   *
   * @default Duration.days(365)
   */
  readonly validity?: Duration;

  /**
   * How its key is made.
   *
   * @default KeyAlgorithm.ECDSA_P256
   */
  readonly keyAlgorithm?: KeyAlgorithm;
}

const SHAPE: Shape = {
  name: required(OBJECT_NAME),
  server: required(HTTPS_URL),
  user: required(ONE_LINE),
  groups: optional(list(ONE_LINE)),
  issuer: required(OBJECT_NAME),
  cluster: required(ONE_LINE),
  validity: PKI_SHAPE.certificateValidity!,
  keyAlgorithm: PKI_SHAPE.keyAlgorithm!,
};

/** The plan of one kubeconfig with a client certificate. Never the material. */
export class Kubeconfig extends PatchableObject {
  /**
   * @param scope a chart, or a construct in one; a host's chart says that only that host gets it
   * @param id the construct id
   * @param props the kubeconfig
   */
  constructor(scope: Construct, id: string, props: KubeconfigProps) {
    super(scope, id, {
      apiVersion: API_VERSION,
      kind: 'Kubeconfig',
      metadata: { name: props.name, annotations: LOCAL_CONFIG },
      spec: {
        server: props.server,
        cluster: props.cluster,
        issuer: props.issuer,
        subject: { commonName: props.user, ...unlessEmpty('organizations', props.groups) },
        validityDays: (props.validity ?? Duration.days(365)).toDays({ integral: false }),
        keyAlgorithm: props.keyAlgorithm ?? KeyAlgorithm.ECDSA_P256,
      },
    } as any);
    checkedProps(this, SHAPE, props);
  }
}
