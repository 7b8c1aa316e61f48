import { Rehearsed } from '../rehearsed';
import { HOSTS } from './reference-hosts';

/** Every host loses its power, and gets it back in some order. */
export function powerCut(rehearsed: Rehearsed): void {
  test('everything comes up by itself from its disks, in any order, one host a minute late', async () => {
    await rehearsed.good(['power', 'off', ...HOSTS]);
    const lateUntil = Date.now() + 60_000;
    const order = shuffled(HOSTS);
    const late = order.find((host) => host.startsWith('cp-'))!;
    console.log(`order: ${order.filter((host) => host !== late).join(', ')}; a minute later: ${late}`);
    for (const host of order.filter((one) => one !== late)) await rehearsed.good(['power', 'on', host]);
    await rehearsed.holds('a minute has passed', async () => (Date.now() > lateUntil ? undefined : 'not yet'));
    await rehearsed.good(['power', 'on', late]);
    await rehearsed.holds('everything is ready', async () => ((await rehearsed.rehearse(['status'])).status === 0 ? undefined : 'not yet'), 300);
    expect(await rehearsed.kubectl(['get', 'configmap', 'written', '--output', 'jsonpath={.data.by}'])).toBe('the-test');
  });
}

function shuffled(items: string[]): string[] {
  return items
    .map((item) => ({ item, key: Math.random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
