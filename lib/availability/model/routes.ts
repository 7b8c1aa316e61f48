import { Control } from './api-servers';
import { Asker } from './asker';
import { throughBalancer } from './balancer';
import { Route } from './cluster-model';
import { throughKubeVip, throughUnknown, toApiServer } from './direct';
import { NOTHING, Reach, worst } from './reach';
import { throughVirtualIp } from './virtual-ip';

/** What somebody gets of the API by a route. */
export function follow(control: Control, route: Route, asker: Asker): Reach {
  switch (route.to) {
    case 'apiserver':
      return toApiServer(control, route.host, asker);
    case 'balancer':
      return control.world.runs(route.host, 'haproxy') && control.world.reaches(asker.from, route.host, asker.side)
        ? throughBalancer(control, route.host)
        : NOTHING;
    case 'endpoint':
      return throughEndpoint(control, asker);
    case 'unknown':
      return throughUnknown(control, route.server, asker);
  }
}

/** What somebody gets of the API by the endpoint of the cluster. */
export function throughEndpoint(control: Control, asker: Asker): Reach {
  const { endpoint } = control.world.model;
  switch (endpoint.kind) {
    case 'vrrp':
      return throughVirtualIp(control, endpoint.hosts, asker);
    case 'kube-vip': {
      const cases = throughKubeVip(control, endpoint.hosts, asker);
      return cases.length === 0 ? NOTHING : cases.reduce(worst);
    }
    case 'direct':
      return toApiServer(control, endpoint.host, asker);
    case 'elsewhere':
      return throughUnknown(control, endpoint.address, asker);
  }
}
