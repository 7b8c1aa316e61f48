import { EtcdBootstrap, EtcdTopology } from '../../../lib';
import { described } from '../variants/descriptions';

/** The reference blueprint after it was founded. */
export const referenceExisting = described({ etcd: EtcdTopology.stacked({ bootstrap: EtcdBootstrap.EXISTING }) });
