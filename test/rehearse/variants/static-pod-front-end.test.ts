import { build } from '../../../examples/static-pod-front-end/main';
import { Rehearsed } from '../rehearsed';
import { describeAsRoot } from '../requirements';
import { boots } from './boots';

describeAsRoot('HAProxy and keepalived as static pods', () => {
  const rehearsed = new Rehearsed();
  afterAll(() => rehearsed.end());

  boots(rehearsed, build, { hosts: 4, version: '1.36.3', members: 3 });

  test('the front end runs in pods, and no unit of it does', async () => {
    const pods = await rehearsed.kubectl(['get', 'pods', '--namespace', 'kube-system', '--output', 'name']);
    for (const host of ['cp-1', 'cp-2', 'cp-3']) {
      expect(pods).toContain(`pod/haproxy-${host}\n`);
      expect(pods).toContain(`pod/keepalived-${host}\n`);
      expect(await rehearsed.on(host, 'systemctl is-active haproxy keepalived || true')).toBe('inactive\ninactive\n');
    }
  });
});
