import { Machine, Network } from '../../rehearsal/machine';

/** Starts hosts in a state folder, for a test that kills it in the middle: `machine-starter.ts STATE COUNT`. */
async function start(state: string, count: number): Promise<void> {
  process.stdout.write('go\n');
  const network = Network.up(state);
  const names = Array.from({ length: count }, (_, index) => index + 1);
  await Promise.all(names.map((n) => Machine.powerOn({ name: `host-${n}`, addresses: [`10.9.0.${n}`], prefixes: [24], networkInterface: 'eth0' }, network, state)));
}

void start(process.argv[2]!, Number(process.argv[3]));
