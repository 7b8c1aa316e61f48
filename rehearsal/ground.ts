import { FindingsError } from '../cli/command/errors';

/** What a program that ran to its end said. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run. */
export interface RunOptions {
  readonly input?: string;
  /** Path of a file that it reads as its input. */
  readonly inputFile?: string;
  /** Milliseconds, after which it is ended. */
  readonly timeoutMs?: number;
}

/** Where a rehearsed cluster runs: its hosts, and a client in their network. */
export interface Ground {
  /** Runs a program on a host, as root; an unreachable host is an error. */
  on(host: string, argv: string[], options?: RunOptions): Promise<Ran>;
  /** Runs a program of this machine in the network of the hosts, where clients outside the cluster are. */
  client(argv: string[], options?: RunOptions): Promise<Ran>;
  /** Whether a host has power. */
  powered(host: string): boolean;
}

/** The output of a program that must succeed. */
export function demand(ran: Ran, what: string): string {
  if (ran.status === 0) return ran.stdout;
  const said = (ran.stderr.trim() || ran.stdout.trim()).split('\n').slice(-5).join('; ');
  throw new FindingsError(`${what}: exit ${ran.status}: ${said || 'it said nothing'}`);
}
