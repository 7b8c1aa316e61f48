import { Duration } from 'cdk8s';
import { FrontEndForm } from '../../lib/cluster/endpoint-props';
import { haproxyConfig } from '../../lib/front-end/haproxy';
import { renderHaproxy } from '../../lib/front-end/haproxy-config';
import { HaproxyKind, HaproxyLoadBalancerProps } from '../../lib/front-end/haproxy-props';
import { HaproxyTimings } from '../../lib/front-end/haproxy-timing';
import { compareVersions, realPrograms } from './real-programs';
import { RunningHaproxy, until } from './running-haproxy';
import { Mode, selfSigned, ToyApiserver } from './toy-apiserver';

const FRONT = { address: '127.77.0.1', port: 18_443 };
const MONITOR = 18_444;
const LIMIT = 30_000;

const PROGRAMS = realPrograms('haproxy').filter(({ version }) => compareVersions(version, '2.4') >= 0);
const [CP1, CP2, CP3] = ['cp-1', 'cp-2', 'cp-3'] as const;
const ALL = [CP1, CP2, CP3];

let toys: { readonly [name: string]: ToyApiserver };

beforeAll(async () => {
  const context = selfSigned();
  toys = Object.fromEntries(ALL.map((name, index) => [name, new ToyApiserver(name, `127.77.0.1${index + 1}`, context)]));
  await Promise.all(Object.values(toys).map((toy) => toy.listen()));
});

afterAll(() => Promise.all(Object.values(toys).map((toy) => toy.close())));

const serversOf = (backend: string) => ALL.map((name) => `${backend}/${name}`);
const become = (mode: Mode, ...names: string[]) => Promise.all((names.length > 0 ? names : ALL).map((name) => toys[name]!.become(mode)));

function start(program: string, props: Partial<HaproxyLoadBalancerProps>): Promise<RunningHaproxy> {
  const servers = Object.values(toys).map(({ name, address, port }) => ({ name, address, port }));
  const bound = { bindAddresses: [FRONT.address], port: FRONT.port, monitorPort: MONITOR, maxConnections: 200 };
  const config = haproxyConfig({ servers, ownServer: CP1, form: FrontEndForm.STATIC_POD, ...bound, ...props });
  return RunningHaproxy.start(program, renderHaproxy(config), FRONT, MONITOR);
}

describe.each(PROGRAMS)('HAProxy $version on a control-plane host', ({ path }) => {
  let haproxy: RunningHaproxy;

  beforeAll(async () => {
    await become('ready');
    haproxy = await start(path, {});
  }, LIMIT);

  afterAll(() => haproxy.stop());

  beforeEach(async () => {
    await become('ready');
    await haproxy.becomes('UP', ...serversOf('apiservers'), ...serversOf('alive'));
  }, LIMIT);

  test('all are ready: each gets connections, and the monitor is content', async () => {
    expect(await haproxy.answering()).toEqual(ALL);
    expect([await haproxy.monitor('/readyz'), await haproxy.monitor('/livez'), await haproxy.monitor('/')]).toEqual([200, 200, 404]);
  }, LIMIT);

  test('one that says "not ready" keeps its connections and gets no new ones', async () => {
    const watches = await haproxy.watchEach(ALL);
    await become('notReady', CP2);
    await haproxy.reaches(CP1, CP3);
    expect(ALL.map((name) => watches[name]?.isOpen())).toEqual([true, true, true]);
    expect(await haproxy.monitor('/readyz')).toBe(200);
    await become('ready');
    await haproxy.reaches(...ALL);
    expect(ALL.map((name) => watches[name]?.isOpen())).toEqual([true, true, true]);
  }, LIMIT);

  test('the own one is not ready, others are: the address may stay', async () => {
    await become('notReady', CP1);
    await haproxy.becomes('NOLB', 'own/cp-1');
    expect(await haproxy.monitor('/readyz')).toBe(200);
  }, LIMIT);

  test('one that stopped loses its connections, the others keep theirs', async () => {
    const watches = await haproxy.watchEach(ALL);
    await become('stopped', CP2);
    // Detection is 1.3 s at most; the rest is for a machine that does other things too.
    await until('the watch on the stopped one is cut', () => !watches[CP2]!.isOpen(), 3000);
    expect([watches[CP1]!.isOpen(), watches[CP3]!.isOpen()]).toEqual([true, true]);
    await haproxy.reaches(CP1, CP3);
  }, LIMIT);

  test('one that shakes hands and does not answer loses its connections', async () => {
    const watches = await haproxy.watchEach(ALL);
    await become('mute', CP2);
    await until('the watch on the mute one is cut', () => !watches[CP2]!.isOpen(), 6000);
    await haproxy.reaches(CP1, CP3);
  }, LIMIT);

  test('one that refuses costs no new connection, but for one that is on its way elsewhere as it is marked down', async () => {
    await become('refused', CP2);
    const answers: string[] = [];
    for (let index = 0; index < 60; index++) answers.push(await haproxy.ask());
    expect(new Set(answers)).not.toContain(CP2);
    expect(answers.filter((answer) => answer === 'none').length).toBeLessThanOrEqual(1);
    expect(await haproxy.becomes('DOWN', 'apiservers/cp-2', 'alive/cp-2')).toBeLessThan(3000);
  }, LIMIT);

  test('none is ready: all that are alive serve, no connection is cut, and the address stays', async () => {
    const watches = await haproxy.watchEach(ALL);
    await become('notReady');
    await haproxy.becomes('NOLB', ...serversOf('apiservers'));
    await haproxy.reaches(...ALL);
    expect(await haproxy.monitor('/readyz')).toBe(200);
    await become('stopped', CP3);
    await haproxy.reaches(CP1, CP2);
    expect(await haproxy.monitor('/readyz')).toBe(200);
    expect([watches[CP1]!.isOpen(), watches[CP2]!.isOpen()]).toEqual([true, true]);
  }, LIMIT);

  test('none answers in time, as when every disk is slow: all that still talk TLS serve', async () => {
    await become('mute');
    await haproxy.becomes('DOWN', ...serversOf('apiservers'));
    await haproxy.reaches(...ALL);
    expect(await haproxy.monitor('/readyz')).toBe(200);
  }, LIMIT);

  test('a connection that was made while none was ready is cut when its server stops', async () => {
    await become('mute');
    await haproxy.becomes('DOWN', ...serversOf('apiservers'));
    const watches = await haproxy.watchEach(ALL);
    await become('stopped', CP3);
    await until('the watch on the stopped one is cut', () => !watches[CP3]!.isOpen(), 3000);
    expect([watches[CP1]!.isOpen(), watches[CP2]!.isOpen()]).toEqual([true, true]);
  }, LIMIT);

  test('the own one is not ready and no other is alive, as on a host that is cut off: the address must go', async () => {
    await become('refused', CP2, CP3);
    await haproxy.becomes('DOWN', 'alive/cp-2', 'alive/cp-3');
    expect(await haproxy.monitor('/readyz')).toBe(200);
    await become('notReady', CP1);
    await until('the monitor fails', async () => (await haproxy.monitor('/readyz')) === 503);
    expect(await haproxy.monitor('/livez')).toBe(200);
    await haproxy.reaches(CP1);
  }, LIMIT);

  test('all refuse: connections end at once, and all comes back by itself', async () => {
    await become('refused');
    await until('the monitor fails', async () => (await haproxy.monitor('/readyz')) === 503);
    const before = Date.now();
    expect(await haproxy.ask()).toBe('none');
    expect(Date.now() - before).toBeLessThan(2000);
    expect(await haproxy.monitor('/livez')).toBe(200);
    await become('ready');
    await haproxy.reaches(...ALL);
    expect(await haproxy.monitor('/readyz')).toBe(200);
  }, LIMIT);

  test('a full front end does not look like a dead one', async () => {
    const crowd = Array.from({ length: 250 }, () => haproxy.occupy());
    await until('new connections wait', async () => (await Promise.race([haproxy.ask(), wait(300)])) === 'waiting');
    expect([await haproxy.monitor('/readyz'), await haproxy.monitor('/livez')]).toEqual([200, 200]);
    for (const one of crowd) one.close();
  }, LIMIT);
});

describe.each(PROGRAMS)('HAProxy $version elsewhere', ({ path }) => {
  let haproxy: RunningHaproxy | undefined;

  beforeEach(() => become('ready'));

  afterEach(() => haproxy?.stop());

  test('on a worker the monitor fails when no apiserver is alive, ready or not', async () => {
    haproxy = await start(path, { kind: HaproxyKind.WORKER, ownServer: undefined });
    await haproxy.reaches(...ALL);
    await become('refused', CP1, CP2);
    await become('notReady', CP3);
    await haproxy.becomes('DOWN', 'alive/cp-1', 'alive/cp-2');
    await haproxy.reaches(CP3);
    expect(await haproxy.monitor('/readyz')).toBe(200);
    await become('refused', CP3);
    await until('the monitor fails', async () => (await haproxy?.monitor('/readyz')) === 503);
    await become('ready');
    await haproxy.reaches(...ALL);
  }, LIMIT);

  test("the kubeadm guide's check treats one that is not ready as dead, and fails closed when all are", async () => {
    // Its decisions with faster numbers, or this would take a quarter of a minute.
    const faster = { ...HaproxyTimings.KUBEADM_GUIDE, inter: Duration.millis(300), connect: Duration.millis(300) };
    haproxy = await start(path, { kubeadmGuide: true, timing: faster });
    await haproxy.reaches(...ALL);
    const watches = await haproxy.watchEach(ALL);
    await become('notReady', CP2);
    await haproxy.reaches(CP1, CP3);
    expect(watches[CP2]!.isOpen()).toBe(true);
    await become('notReady');
    await haproxy.reaches('none');
  }, LIMIT);
});

function wait(ms: number): Promise<string> {
  return new Promise((resolve) => setTimeout(() => resolve('waiting'), ms));
}
