import { serviceAnswer } from '../../../cli/check/services';
import { readObserved } from '../../../cli/stream/observed';
import { Assessment, ClientAnswer, lossOf, millisOf, modelOf, recoveryOf, SERVICES, surveyOf, term } from '../../../lib/availability/model';
import { DIST, exampleDist } from './checked';

const [MODEL] = readObserved({ dist: DIST }).map(modelOf);

test.each([
  ['the reference blueprint', () => [MODEL!]],
  ['external-etcd', () => readObserved({ dist: exampleDist('external-etcd') }).map(modelOf)],
])('%s: a service that the survey says to come back does, and in the same time', (_, models) => {
  for (const model of models()) {
    const { singles } = surveyOf(model);
    for (const single of singles.filter((each) => lossOf(each).every(({ ownHostOnly }) => ownHostOnly))) {
      for (const service of SERVICES) {
        const { survives, time } = serviceAnswer(single, service);
        const recovery = recoveryOf(single, service);
        expect([single.failures, service, survives, millisOf(time)]).toEqual([
          single.failures,
          service,
          true,
          recovery ? millisOf(recovery.time) : 0,
        ]);
      }
    }
  }
});

const CLIENT: Pick<ClientAnswer, 'reads' | 'writes' | 'present' | 'cutOff' | 'notes'> = {
  reads: 'yes',
  writes: 'yes',
  present: 1,
  cutOff: [],
  notes: [],
};
const [SHORT, LONG] = [term('short', 1000, '', ''), term('long', 2000, '', '')];

function assessment(change: Partial<Assessment>): Assessment {
  const acting = { acts: true, interruption: SHORT };
  const workloads = { keepRunning: true, lost: [], doubted: [], replaced: SHORT };
  return { failures: [{ kind: 'host', host: 'cp-1' }], clients: [], controllers: acting, scheduler: acting, workloads, ...change };
}

test('the slowest of users and workers counts, with new connections and with open ones', () => {
  const clients: ClientAnswer[] = [
    { ...CLIENT, client: 'users', interruption: SHORT, openConnections: LONG },
    { ...CLIENT, client: 'workers', interruption: LONG, openConnections: SHORT },
    { ...CLIENT, client: 'components', reads: 'no', writes: 'no', interruption: SHORT, openConnections: SHORT },
  ];
  expect(serviceAnswer(assessment({ clients }), 'api')).toMatchObject({ survives: true, client: 'workers', time: LONG });
  expect(serviceAnswer(assessment({ clients }), 'connections')).toMatchObject({ survives: true, client: 'users', time: LONG });
  expect(serviceAnswer(assessment({ clients }), 'pods')).toMatchObject({ survives: true, missing: [] });
});

test('what is missing is said, unless only the failing host itself misses it or nobody is there to', () => {
  const workers: ClientAnswer = { ...CLIENT, client: 'workers', writes: 'partly', interruption: SHORT, openConnections: SHORT };
  const answer = (change: object) => serviceAnswer(assessment({ clients: [{ ...workers, ...change }] }), 'api');
  expect(answer({})).toMatchObject({ survives: false, missing: ['workers: reads yes, writes partly'] });
  expect(answer({ cutOff: ['cp-2'] }).survives).toBe(false);
  expect(answer({ cutOff: ['cp-1'] }).survives).toBe(true);
  expect(answer({ present: 0 }).survives).toBe(true);
});

test('nobody acts', () => {
  const controllers = { acts: false, interruption: SHORT };
  expect(serviceAnswer(assessment({ controllers }), 'controllers')).toMatchObject({ survives: false, missing: ['nobody acts'] });
  expect(serviceAnswer(assessment({ controllers }), 'scheduler').survives).toBe(true);
});
