import { App } from 'cdk8s';
import { complaintsOf } from '../complaints';
import { Rehearsed } from '../rehearsed';

/** What is expected of a cluster that boots. */
export interface Expected {
  readonly hosts: number;
  readonly version: string;
  /** Members of etcd. */
  readonly members: number;
}

/** Tests that a description boots from nothing, answers, and complains of nothing. */
export function boots(rehearsed: Rehearsed, build: (app: App) => void, { hosts, version, members }: Expected): void {
  test('boots from nothing', async () => {
    const said = await rehearsed.good(['up', rehearsed.dist('dist', build)]);
    console.log(said);
    expect(said.split('\n')[0]).toMatch(new RegExp(`^prod is ready: ${hosts} hosts, Kubernetes ${version.replace(/\./g, '\\.')}, after [\\d.]+ s$`));
  });

  test(`etcd has ${members} members, and what is written through one apiserver is read through all`, async () => {
    const status = await rehearsed.good(['status']);
    expect(status).toContain(`ok       etcd has its ${members} members`);
    await rehearsed.kubectl(['create', 'secret', 'generic', 'written', '--from-literal=by=the-test']);
    for (const host of rehearsed.open().cluster.hosts.filter(({ spec }) => spec.roles.includes('control-plane'))) {
      const server = `https://${host.spec.addresses[0]}:6443`;
      expect(await rehearsed.kubectl(['get', 'secret', 'written', '--output', 'name', '--server', server])).toBe('secret/written\n');
    }
  });

  test('no component says that a flag, a gate or a file is unknown or deprecated', async () => {
    expect(await complaintsOf(rehearsed)).toEqual([]);
  });
}
