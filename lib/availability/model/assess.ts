import { acting, CONTROLLERS, SCHEDULER } from './acting';
import { Control } from './api-servers';
import { Assessment } from './assessment';
import { clientAnswers } from './clients';
import { ClusterModel } from './cluster-model';
import { Failure } from './failure';
import { workloads } from './workloads';
import { World } from './world';

/**
 * What a set of failures, all at the same moment, does to a cluster: once it has settled, and for how long until then.
 *
 * etcd's leader, the leaders of controller manager and scheduler, and the holder of the virtual IP are where it hurts most.
 *
 * @throws Error when a failure names a host that the model does not have
 */
export function assess(model: ClusterModel, failures: Failure[]): Assessment {
  const control = new Control(new World(model, failures));
  const controllers = acting(control, CONTROLLERS);
  const scheduler = acting(control, SCHEDULER);
  return { failures, clients: clientAnswers(control), controllers, scheduler, workloads: workloads(control, controllers, scheduler) };
}
