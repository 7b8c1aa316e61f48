import { Assessment, assess, Client, CLIENTS, decidingTerms, millisOf, Time } from '../../../lib/availability/model';
import { CERTIFICATES } from './scenarios/certificates';
import { CONNECTIONS } from './scenarios/connections';
import { CONSERVATIVE } from './scenarios/conservative';
import { EXTERNAL_ETCD } from './scenarios/external-etcd';
import { KUBE_VIP, KUBE_VIP_BGP } from './scenarios/kube-vip';
import { GUIDE } from './scenarios/kubeadm-guide';
import { LARGER } from './scenarios/larger';
import { EXISTING_BALANCER, SINGLE } from './scenarios/other-endpoints';
import { AS_STATIC_PODS, OWN_BALANCERS } from './scenarios/own-balancers';
import { ExpectedClient, ExpectedTerm, IDLE, knownName, Scenario, yes } from './scenarios/scenario';
import { STACKED_API } from './scenarios/stacked-api';
import { STACKED_ETCD } from './scenarios/stacked-etcd';
import { STACKED_HOSTS } from './scenarios/stacked-hosts';
import { modelled } from './scenarios/topologies';

const TABLES: Record<string, Scenario[]> = {
  'balancers and apiservers of stacked masters': STACKED_API,
  'etcd and what elects, of stacked masters': STACKED_ETCD,
  'hosts and networks of stacked masters': STACKED_HOSTS,
  'five and seven masters': LARGER,
  'external etcd': EXTERNAL_ETCD,
  'workers with balancers of their own': OWN_BALANCERS,
  'HAProxy and keepalived as static pods': AS_STATIC_PODS,
  'conservative timing': CONSERVATIVE,
  "the kubeadm guide's front end": GUIDE,
  'kube-vip by ARP': KUBE_VIP,
  'kube-vip by BGP': KUBE_VIP_BGP,
  'an existing balancer': EXISTING_BALANCER,
  'a single master': SINGLE,
  certificates: CERTIFICATES,
};

describe.each(Object.entries(TABLES))('%s', (_, scenarios) => {
  test.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('%s', (__, scenario) => {
    expect(happened(assess(modelled(scenario.on, scenario.edits), scenario.failures))).toEqual(expected(scenario));
  });
});

describe('open connections', () => {
  test.each(CONNECTIONS.map((row) => [`${row.title} (${row.client}, ${row.on})`, row] as const))('%s', (__, row) => {
    const client = assess(modelled(row.on), row.failures).clients.find((answer) => answer.client === row.client);
    expect(client && shown(terms(client.openConnections))).toEqual(shown(row.open));
  });
});

test('there are at least 110 scenarios, and no two of one table have one title', () => {
  expect(Object.values(TABLES).flat().length + CONNECTIONS.length).toBeGreaterThanOrEqual(110);
  for (const table of [...Object.values(TABLES), CONNECTIONS]) expect(new Set(table.map((row) => row.title)).size).toBe(table.length);
});

/** What follows, in words that a failing test shows side by side. */
interface Outcome {
  readonly clients: Partial<Record<Client, string>>;
  readonly controllers: string;
  readonly scheduler: string;
  readonly keepRunning: boolean;
  readonly lost: string[];
  readonly doubted: string[];
  readonly replaced: string;
}

function happened({ clients, controllers, scheduler, workloads }: Assessment): Outcome {
  const acting = (answer: Assessment['controllers']) => (answer.acts ? shown(terms(answer.interruption)) : IDLE);
  return {
    clients: Object.fromEntries(
      clients.map((answer) => [answer.client, clientText({ ...answer, back: answer.writes === 'no' ? undefined : terms(answer.interruption) })]),
    ),
    controllers: acting(controllers),
    scheduler: acting(scheduler),
    keepRunning: workloads.keepRunning,
    lost: [...workloads.lost].sort(),
    doubted: [...workloads.doubted].sort(),
    replaced:
      workloads.lost.length + workloads.doubted.length > 0 && controllers.acts && scheduler.acts ? shown(terms(workloads.replaced)) : 'nothing',
  };
}

function expected(scenario: Scenario): Outcome {
  const kinds = CLIENTS.map((client) => [client, clientText(scenario[client] ?? yes())]);
  const acting = (answer: ExpectedTerm[] | typeof IDLE = []) => (answer === IDLE ? IDLE : shown(answer));
  return {
    clients: Object.fromEntries(kinds),
    controllers: acting(scenario.controllers),
    scheduler: acting(scenario.scheduler),
    keepRunning: scenario.doubted === undefined,
    lost: scenario.lost ?? [],
    doubted: scenario.doubted ?? [],
    replaced: scenario.replaced ? shown(scenario.replaced) : 'nothing',
  };
}

function clientText({ reads, writes, cutOff, back }: ExpectedClient): string {
  const without = cutOff.length > 0 && writes !== 'no' ? ` but not ${[...cutOff].sort().join(', ')}` : '';
  return `reads ${reads}, writes ${writes}${without}${back === undefined ? '' : `; ${shown(back)}`}`;
}

function terms(time: Time): ExpectedTerm[] {
  const deciding = decidingTerms(time);
  const sum = deciding.reduce((total, term) => total + term.millis, 0);
  if (sum !== millisOf(time) && Math.abs(sum - millisOf(time)) > 1e-6)
    throw new Error(`the deciding terms add up to ${sum}, the time is ${millisOf(time)}`);
  return deciding.map(({ name, millis }) => ({ name: knownName(name), millis }));
}

/** `etcd election 2000 + …`; whatever has no end is only that, since its name says why. */
function shown(given: readonly ExpectedTerm[]): string {
  if (given.some((term) => term.millis === Infinity)) return 'unbounded';
  return given.map((term) => `${term.name} ${Math.round(term.millis * 1000) / 1000}`).join(' + ') || 'at once';
}
