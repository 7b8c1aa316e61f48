import { Control } from './api-servers';
import { Access, Client, ClientAnswer } from './assessment';
import { ModelHost, Route } from './cluster-model';
import { throughService } from './direct';
import { NOTHING, Reach, worse } from './reach';
import { follow, throughEndpoint } from './routes';
import { kubeletReconnects } from './terms';
import { either, longer, millisOf, NO_TIME, parallel } from './time';
import { OUTSIDE } from './world';

/** What one client of a kind gets, and on which host it is. */
interface Member {
  readonly host: string;
  readonly reach: Reach;
}

/** What every kind of client gets. Clients on hosts that are lost, or that a failure took off the network, do not count. */
export function clientAnswers(control: Control): ClientAnswer[] {
  const { world } = control;
  const present = world.model.hosts.filter(({ name }) => world.isReachable(name));
  const kinds: [Client, ModelHost[], (host: ModelHost) => Reach[]][] = [
    ['workers', world.model.hosts.filter(isWorker), (host) => kubelets(control, host)],
    ['pods', world.model.hosts.filter(({ runsPods }) => runsPods), (host) => [throughService(control, { from: host.name, side: 0 })]],
    ['components', world.model.hosts.filter(({ apiServer }) => apiServer), (host) => components(control, host)],
  ];
  const users = answer('users', [{ host: OUTSIDE, reach: outside(control) }]);
  const answers = kinds
    .filter(([, hosts]) => hosts.length > 0)
    .map(([client, hosts, reaches]) =>
      answer(
        client,
        hosts.filter((host) => present.includes(host)).flatMap((host) => reaches(host).map((reach) => ({ host: host.name, reach }))),
      ),
    );
  return [users, ...answers];
}

/** A host whose kubelet has no apiserver beside it. */
export function isWorker(host: ModelHost): boolean {
  return host.kubelet !== undefined && host.apiServer === undefined;
}

/** What a program of a host gets by its kubeconfig. */
export function byRoute(control: Control, host: string, route: Route, identified: boolean): Reach {
  return identified && !control.world.isCaExpired('kubernetes-ca') ? follow(control, route, { from: host, side: 0 }) : NOTHING;
}

/** What the kubelet of a host gets; nothing in the list where none runs. */
export function kubelets(control: Control, { name, kubelet }: ModelHost): Reach[] {
  const { world } = control;
  if (!kubelet || !world.runs(name, 'kubelet')) return [];
  const reach = byRoute(control, name, kubelet.server, !world.isExpired(name, 'kubelet-client'));
  if (millisOf(reach.open) !== Infinity) return [reach];
  return [{ ...reach, open: either(reach.open, parallel(reach.interruption, kubeletReconnects(kubelet))) }];
}

function components(control: Control, host: ModelHost): Reach[] {
  const { world } = control;
  const { name, controllerManager, scheduler } = host;
  const reaches = kubelets(control, host);
  if (controllerManager && world.runs(name, 'kube-controller-manager')) {
    reaches.push(byRoute(control, name, controllerManager.server, !world.isExpired(name, 'controller-manager-client')));
  }
  if (scheduler && world.runs(name, 'kube-scheduler')) {
    reaches.push(byRoute(control, name, scheduler.server, !world.isExpired(name, 'scheduler-client')));
  }
  return reaches;
}

function outside(control: Control): Reach {
  return control.world.isCaExpired('kubernetes-ca') ? NOTHING : throughEndpoint(control, { from: OUTSIDE, side: control.side() });
}

function answer(client: Client, members: Member[]): ClientAnswer {
  const served = members.filter(({ reach }) => reach.writes !== 'no');
  const cut = members.filter(({ reach }) => reach.writes === 'no');
  const times = served.length > 0 ? served : members;
  return {
    client,
    present: members.length,
    reads: together(members.map(({ reach }) => reach.reads)),
    writes: together(members.map(({ reach }) => reach.writes)),
    interruption: times.map(({ reach }) => reach.interruption).reduce(longer, NO_TIME),
    openConnections: times.map(({ reach }) => reach.open).reduce(longer, NO_TIME),
    cutOff: [...new Set(cut.map(({ host }) => host))].filter((host) => host !== OUTSIDE),
    notes: [],
  };
}

/** One word for what several have: `partly` where some have what others lack, `no` where nobody is left. */
function together(all: Access[]): Access {
  if (all.length === 0) return 'no';
  const worstOf = all.reduce(worse, 'yes');
  return all.some((access) => access === 'yes') && worstOf !== 'yes' ? 'partly' : worstOf;
}
