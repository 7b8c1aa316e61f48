import { ApiObject, App } from 'cdk8s';
import { HaCluster, HaClusterProps } from '../../../lib';
import { readRendered, RenderedCluster } from '../../../lib/availability/read/rendered';
import { referenceProps } from '../../reference';

/** The reference blueprint with a change, as the rules read it. */
export function rendered(change: Partial<HaClusterProps> = {}): RenderedCluster {
  const app = new App();
  new HaCluster(app, 'prod', { ...referenceProps(), ...change });
  const objects = app.node.findAll().filter((child): child is ApiObject => ApiObject.isApiObject(child)).map((object) => object.toJson());
  return readRendered(objects)[0]!;
}
