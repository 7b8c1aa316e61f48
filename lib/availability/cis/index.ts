import { RenderedRule } from '../rules/rule';
import { API_SERVER_CHECKS } from './api-server';
import { CONTROLLER_CHECKS } from './controllers';
import { ETCD_CHECKS } from './etcd';
import { FILE_CHECKS } from './files';
import { KUBELET_CHECKS } from './kubelet';

/** The checks of the CIS Kubernetes benchmark that rendered objects decide. */
export const CIS_RULES: RenderedRule[] = [...API_SERVER_CHECKS, ...CONTROLLER_CHECKS, ...ETCD_CHECKS, ...FILE_CHECKS, ...KUBELET_CHECKS];
