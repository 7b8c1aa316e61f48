import { InputError } from '../../cli/command/errors';

/** A host to be started. */
export interface MachineSpec {
  /** Its host name: lower-case letters, digits and dashes. */
  readonly name: string;
  /** IPv4 and IPv6, without prefix length. */
  readonly addresses: string[];
  /** Length of the prefix of each address, in bits. */
  readonly prefixes: number[];
  /** Name of the interface that has them, as in `eth0`. */
  readonly networkInterface: string;
}

/**
 * Refuses what would be no host, or no shell word.
 *
 * @throws InputError that names the field
 */
export function checkSpec(spec: MachineSpec): void {
  const demand = (good: boolean, field: string, given: unknown, allowed: string) => {
    if (!good) throw new InputError(`${spec.name}: ${field}: got ${JSON.stringify(given)}; allowed: ${allowed}; fix: change it in the description`);
  };
  demand(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(spec.name), 'name', spec.name, 'a host name of at most 63 lower-case letters, digits and dashes');
  demand(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/.test(spec.networkInterface), 'networkInterface', spec.networkInterface, 'a name of at most 15 characters');
  for (const address of spec.addresses) demand(/^[0-9a-fA-F.:]+$/.test(address), 'addresses', address, 'IPv4 or IPv6 addresses');
  demand(spec.addresses.length > 0 && spec.prefixes.length === spec.addresses.length, 'prefixes', spec.prefixes, 'one length an address');
  for (const prefix of spec.prefixes) demand(Number.isInteger(prefix) && prefix > 0 && prefix <= 128, 'prefixes', prefix, 'whole numbers from 1 to 128');
}
