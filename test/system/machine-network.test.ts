import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Machine, Network, removeEverything } from '../../rehearsal/machine';
import { BOOT_MS, HOSTS, LIMIT_MS, noTraces, onRoot, say, until } from './machine-helpers';

const VIRTUAL_IP = '10.9.0.100';

onRoot(['keepalived'])('three hosts on one network', () => {
  let state: string;
  let network: Network;
  let hosts: Machine[];

  beforeAll(async () => {
    state = mkdtempSync(join(tmpdir(), 'machine-'));
    network = Network.up(state);
    network.attachClient('10.9.0.250', 24);
    const since = Date.now();
    hosts = await Promise.all(HOSTS.map((spec) => Machine.powerOn(spec, network, state, { bootLimitMs: BOOT_MS })));
    say('boot of three hosts at once', since);
  }, BOOT_MS);

  afterAll(async () => {
    const since = Date.now();
    removeEverything(state);
    say('removal of three hosts', since);
    await noTraces(state);
  });

  /** A port without a listener answers that it has none; an address that nobody has does not answer. */
  const reaches = (from: Machine, address: string) => from.exec(['bash', '-c', `: <>/dev/tcp/${address}/9`], { timeoutMs: 5_000 }).stderr.includes('refused');
  const holders = () => hosts.filter(({ running }) => running).filter((host) => host.exec(['ip', 'address', 'show', 'to', VIRTUAL_IP]).stdout !== '');

  test('reach each other by IPv4 and IPv6, and the client reaches them', () => {
    const addresses = HOSTS.flatMap((to) => to.addresses);
    expect(hosts.flatMap((from) => addresses.filter((address) => !reaches(from, address)))).toEqual([]);
    expect(reaches(hosts[0]!, '10.9.0.77')).toBe(false);
    expect(network.exec(['bash', '-c', ': <>/dev/tcp/10.9.0.2/9']).stderr).toContain('refused');
  });

  test('lose each other with the cable, and only then', () => {
    hosts[1]!.setLink(false);
    expect([reaches(hosts[0]!, '10.9.0.2'), reaches(hosts[0]!, '10.9.0.3')]).toEqual([false, true]);
    hosts[1]!.setLink(true);
    expect(reaches(hosts[0]!, '10.9.0.2')).toBe(true);
  });

  test('hand a virtual address to another one when its holder has a power cut', async () => {
    hosts.forEach((host, index) => {
      writeFileSync(host.path('/etc/keepalived/keepalived.conf'), keepalived(100 - index), { mode: 0o644 });
      expect(host.exec(['systemctl', 'start', 'keepalived.service'])).toMatchObject({ status: 0 });
    });
    await until('one host has the address', () => holders().length === 1 && holders()[0] === hosts[0]);
    const since = Date.now();
    hosts[0]!.powerOff();
    await until('another has it', () => holders().length === 1 && holders()[0] === hosts[1]);
    say('takeover', since);
    expect(reaches(hosts[2]!, VIRTUAL_IP)).toBe(true);
  }, LIMIT_MS);
});

function keepalived(priority: number): string {
  const instance = ['state BACKUP', 'interface eth0', 'virtual_router_id 51', `priority ${priority}`, 'advert_int 0.5'];
  return ['global_defs {', 'vrrp_version 3', '}', 'vrrp_instance test {', ...instance, 'virtual_ipaddress {', `${VIRTUAL_IP}/24`, '}', '}', ''].join('\n');
}
