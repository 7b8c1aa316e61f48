import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { KeyAlgorithm, PKI_SHAPE } from '../cluster/pki-props';
import { list, oneOf, optional, required, Shape } from '../cluster/shape';
import { IP_ADDRESS } from '../cluster/values/ip-address';
import { OBJECT_NAME } from '../cluster/values/object-name';
import { ONE_LINE } from '../cluster/values/one-line';
import { checkedProps } from '../node/checked-props';
import { API_VERSION, LOCAL_CONFIG } from '../node/kinds';
import { PatchableObject } from '../node/patchable-object';
import { CERTIFICATE_NAME } from './checks';
import { unlessEmpty } from './lists';

/** What a certificate may be used for. */
export enum CertificateUsage {
  /** To be a TLS server. */
  SERVER = 'server auth',
  /** To be a TLS client. */
  CLIENT = 'client auth',
}

/** Properties of Certificate. */
export interface CertificateProps {
  /** Name of the plan object, unique in the cluster. */
  readonly name: string;

  /** Common name of the subject. For a client of the API it is the user. */
  readonly commonName: string;

  /**
   * Organizations of the subject. For a client of the API they are the groups.
   *
   * @default - none
   */
  readonly organizations?: string[];

  /**
   * DNS names that it is valid for.
   *
   * @default - none
   */
  readonly dnsNames?: string[];

  /**
   * Addresses that it is valid for.
   *
   * @default - none
   */
  readonly ipAddresses?: string[];

  /**
   * What it may be used for; a CA has none.
   *
   * @default - none
   */
  readonly usages?: CertificateUsage[];

  /**
   * Name of the CA that signs it.
   *
   * @default - it is a CA, and signs itself
   */
  readonly issuer?: string;

  /**
   * How long it is valid.
   *
   * @default Duration.days(365), and Duration.days(3650) for a CA
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
  commonName: required(ONE_LINE),
  organizations: optional(list(ONE_LINE)),
  dnsNames: optional(list(CERTIFICATE_NAME)),
  ipAddresses: optional(list(IP_ADDRESS)),
  usages: optional(list(oneOf(Object.values(CertificateUsage)))),
  issuer: optional(OBJECT_NAME),
  validity: PKI_SHAPE.certificateValidity!,
  keyAlgorithm: PKI_SHAPE.keyAlgorithm!,
};

/** The plan of one certificate and its key. Never the material. */
export class Certificate extends PatchableObject {
  /**
   * @param scope a chart, or a construct in one; a host's chart says that only that host gets it
   * @param id the construct id
   * @param props the certificate
   */
  constructor(scope: Construct, id: string, props: CertificateProps) {
    const ca = props.issuer === undefined;
    super(scope, id, {
      apiVersion: API_VERSION,
      kind: 'Certificate',
      metadata: { name: props.name, annotations: LOCAL_CONFIG },
      spec: {
        ca,
        ...(ca ? {} : { issuer: props.issuer }),
        subject: { commonName: props.commonName, ...unlessEmpty('organizations', props.organizations) },
        ...unlessEmpty('dnsNames', props.dnsNames),
        ...unlessEmpty('ipAddresses', props.ipAddresses),
        ...unlessEmpty('usages', props.usages),
        validityDays: (props.validity ?? Duration.days(ca ? 3650 : 365)).toDays({ integral: false }),
        keyAlgorithm: props.keyAlgorithm ?? KeyAlgorithm.ECDSA_P256,
      },
    } as any);
    checkedProps(this, SHAPE, props);
  }
}
