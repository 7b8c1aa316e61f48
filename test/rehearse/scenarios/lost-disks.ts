import { Client } from '../client';
import { Rehearsed } from '../rehearsed';
import { HOSTS } from './reference-hosts';

/** How long two members without data are watched: longer than the ten seconds in which members with `new` find each other. */
const WATCHED_SECONDS = 45;

/** How many of a client's writes may fail while every member is restarted: those that a member took with it. */
const LOST_SHARE = 0.03;

/** Two of three members lose their disks while the third is off: with `existing` they must not make a cluster of their own. */
export function lostDisks(rehearsed: Rehearsed, existing: string): void {
  describe('after EtcdBootstrap.EXISTING was rolled out', () => {
    test('the YAML of the first boot is refused, with how to go on', async () => {
      const said = await rehearsed.rehearse(['update', rehearsed.aside('dist')]);
      expect(said.status).toBe(1);
      expect(said.stderr).toContain('EtcdBootstrap.EXISTING');
    });

    test('it is rolled out on the running cluster, one host at a time, while clients go on', async () => {
      const client = new Client(rehearsed);
      await rehearsed.good(['update', existing]);
      const { asked, failed } = await client.stop();
      expect(asked).toBeGreaterThan(20);
      console.log(`a client that wrote all the time: ${failed.length} of ${asked} requests failed`, failed);
      expect(failed.length / asked).toBeLessThan(LOST_SHARE);
      for (const host of ['cp-1', 'cp-2', 'cp-3']) {
        expect(await rehearsed.on(host, 'tr "\\0" "\\n" < /proc/$(pgrep -x etcd)/cmdline')).toContain('--initial-cluster-state=existing\n');
      }
    });

    test('two members without data refuse to form an empty cluster while the third is off', async () => {
      await rehearsed.good(['power', 'off', ...HOSTS]);
      for (const host of ['cp-1', 'cp-2']) rehearsed.open().known(host)!.wipeDisk(['/var/lib/etcd']);
      await rehearsed.good(['power', 'on', 'cp-1', 'cp-2']);
      const end = Date.now() + WATCHED_SECONDS * 1000;
      let refusals = '';
      await rehearsed.holds('both were watched', async () => {
        for (const host of ['cp-1', 'cp-2']) {
          expect(
            (await rehearsed.rehearse(['exec', host, '--', 'curl', '-s', '--fail', '--max-time', '2', 'http://127.0.0.1:2381/readyz'])).status,
          ).not.toBe(0);
          refusals += await rehearsed.on(host, 'cat /var/log/pods/kube-system_etcd-*/etcd/*.log 2>/dev/null || true');
        }
        return Date.now() > end ? undefined : 'watching';
      });
      expect(refusals).toMatch(
        /cannot fetch cluster info from peer urls|error validating peerURLs|could not retrieve cluster information from the given URLs/,
      );
    });
  });
}
