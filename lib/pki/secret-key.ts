import { Construct } from 'constructs';
import { KeyAlgorithm, PKI_SHAPE } from '../cluster/pki-props';
import { optional, required, Shape } from '../cluster/shape';
import { OBJECT_NAME } from '../cluster/values/object-name';
import { wholeNumber } from '../cluster/values/whole-number';
import { checkedProps } from '../node/checked-props';
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

const SHAPE: Shape = { name: required(OBJECT_NAME), pair: PKI_SHAPE.keyAlgorithm!, bytes: optional(wholeNumber(16, 64)) };

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
    checkedProps(this, SHAPE, props);
  }
}
