import { Construct } from 'constructs';
import { KeyAlgorithm } from '../cluster/pki-props';
import { API_VERSION, LOCAL_CONFIG } from '../node/kinds';
import { PatchableObject } from '../node/patchable-object';

/** Properties of SecretKey. */
export interface SecretKeyProps {
  /** Name of the plan object, unique in the cluster. */
  readonly name: string;

  /**
   * A key pair of this algorithm, for signatures.
   *
   * @default - random bytes, for encryption
   */
  readonly pair?: KeyAlgorithm;

  /**
   * How many random bytes.
   *
   * @default 32
   */
  readonly bytes?: number;
}

/** The plan of one key without a certificate. Never the material. */
export class SecretKey extends PatchableObject {
  /**
   * @param scope a chart, or a construct in one
   * @param id the construct id
   * @param props the key
   */
  constructor(scope: Construct, id: string, props: SecretKeyProps) {
    super(scope, id, {
      apiVersion: API_VERSION,
      kind: 'SecretKey',
      metadata: { name: props.name, annotations: LOCAL_CONFIG },
      spec: props.pair ? { type: 'pair', keyAlgorithm: props.pair } : { type: 'random', bytes: props.bytes ?? 32 },
    } as any);
  }
}
