import { Chart } from 'cdk8s';
import { Description, HostDescription } from './description/description';
import { HostUser } from './node/host';

/** Where a worker's own balancer listens; the address is in the certificate of every apiserver. */
export const LOOPBACK_PORT = 7443;

/** What a front end needs of its host. */
export interface FrontEndNeeds {
  readonly packages: string[];
  readonly units: string[];
  readonly users: HostUser[];
}

const NOTHING: FrontEndNeeds = { packages: [], units: [], users: [] };

/** What makes the endpoint on one control-plane host. */
export function placeFrontEnd(_chart: Chart, _description: Description, _host: HostDescription): FrontEndNeeds {
  return NOTHING;
}

/** The balancer of one worker. */
export function placeWorkerLoadBalancer(_chart: Chart, _description: Description, _host: HostDescription): FrontEndNeeds {
  return NOTHING;
}

/** What kube-vip may do in the API. */
export function placeKubeVipRbac(_chart: Chart, _description: Description): void {}
