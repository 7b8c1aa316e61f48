import { resolve } from 'path';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { Rehearsal } from '../../rehearsal/rehearsal';
import { PrerequisiteError } from '../command/errors';
import { interruptible } from '../command/interruptible';
import { clusterOption, collect, distArgument, formatOption } from '../command/options';
import { run } from '../command/run';

/** Where a rehearsal keeps everything unless it is told otherwise: outside any checkout, because its secrets are real. */
const DEFAULT_STATE = '/var/lib/ha-cluster-rehearsal';

interface StateOption {
  readonly state: string;
}

interface UpOptions extends StateOption {
  readonly cluster?: string;
  readonly images?: string;
  readonly pull?: boolean;
  readonly programs?: string;
  readonly also?: string[];
}

/** The rehearsal of a state folder. All of it is loaded by its own commands alone: others would pay for it. */
async function open(state: string): Promise<Rehearsal> {
  return (await import('../../rehearsal/open')).openRehearsal(resolve(state));
}

function stateOption(): Option {
  return new Option('--state <folder>', 'where the rehearsal keeps everything, until `down` removes it').default(DEFAULT_STATE);
}

function command(parent: Command, name: string, description: string): Command {
  return parent.command(name).description(description).addOption(stateOption());
}

/** Commands that take what follows as it is, for a program inside. */
function passing(parent: Command, name: string, description: string): Command {
  return command(parent, name, description).passThroughOptions();
}

/** Adds `rehearse` and all below it. */
export function registerRehearse(program: Command): void {
  program.enablePositionalOptions();
  const rehearse = program
    .command('rehearse')
    .description('Boots the cluster that the YAML describes on this Linux machine, with the real components.');
  rehearse.enablePositionalOptions();
  rehearse.hook('preAction', requireRoot);
  registerLifeCycle(rehearse);
  registerPower(rehearse);
  registerInside(rehearse);
}

function registerLifeCycle(rehearse: Command): void {
  command(rehearse, 'up', 'Issues keys, bundles, starts every host, installs, applies, and waits until everything is ready.')
    .addArgument(distArgument())
    .addOption(clusterOption())
    .option('--images <folder>', 'archives of the images; without it, and without --pull, they are built from Go modules and Debian packages, once')
    .addOption(new Option('--pull', 'the published images, pulled once, on this machine; mirrors as in /etc/containerd/certs.d').conflicts('images'))
    .option('--programs <folder>', 'kubelet and kubectl of the version that the YAML names; without it those of scripts/build-components.sh')
    .option('--also <image>', 'an image that every host gets beside those of the YAML; may be given several times', collect)
    .addOption(formatOption())
    .action(
      run(async (output, dist: string, { state, ...options }: UpOptions) =>
        interruptible(async (signal) => (await import('../../rehearsal/up')).rehearseUp({ ...options, dist, state: resolve(state) }, output, signal)),
      ),
    );
  command(rehearse, 'status', 'What is ready and what is not; exit 1 if anything is not.')
    .addOption(formatOption())
    .action(run(async (output, { state }: StateOption) => (await import('../../rehearsal/status')).rehearseStatus(resolve(state), output)));
  command(rehearse, 'cis', 'The checks of the CIS benchmark on the running hosts; exit 1 if an automated one fails and nobody accepted it.')
    .addOption(formatOption())
    .action(run(async (output, { state }: StateOption) => (await import('../../rehearsal/cis/cis')).rehearseCis(resolve(state), output)));
  command(rehearse, 'usage', 'The memory and the processors that each host takes of this machine.')
    .addOption(new Option('--seconds <number>', 'how long to look at the processors').default(30).argParser(wholeNumber))
    .addOption(formatOption())
    .action(
      run(async (output, { state, seconds }: StateOption & { seconds: number }) =>
        (await import('../../rehearsal/usage')).rehearseUsage(resolve(state), seconds, output),
      ),
    );
  command(rehearse, 'update', 'Bundles and installs changed YAML, one host after the other, each when the one before is ready.')
    .addArgument(distArgument())
    .addOption(formatOption())
    .action(
      run(async (output, dist: string, { state }: StateOption) =>
        interruptible(async (signal) => (await import('../../rehearsal/update')).rehearseUpdate(dist, resolve(state), output, signal)),
      ),
    );
  command(rehearse, 'down', 'Ends everything and removes everything, also what a crash left.')
    .addOption(formatOption())
    .action(run(async (output, { state }: StateOption) => (await import('../../rehearsal/down')).rehearseDown(resolve(state), output)));
}

function registerPower(rehearse: Command): void {
  const power = rehearse.command('power').description('Takes power from a host, or gives it back.');
  command(power, 'off', 'A power cut, unless it is asked to be graceful.')
    .addArgument(new Argument('<host...>', 'names of hosts'))
    .option('--graceful', 'shut the host down, in its own order')
    .addOption(formatOption())
    .action(
      run(async (output, hosts: string[], { state, graceful }: StateOption & { graceful?: boolean }) =>
        (await import('../../rehearsal/power')).powerOff(await open(state), hosts, { graceful }, output),
      ),
    );
  command(power, 'on', 'Starts hosts with what is on their disks.')
    .addArgument(new Argument('<host...>', 'names of hosts'))
    .addOption(formatOption())
    .action(
      run(async (output, hosts: string[], { state }: StateOption) =>
        (await import('../../rehearsal/power')).powerOn(await open(state), hosts, output),
      ),
    );
}

function registerInside(rehearse: Command): void {
  passing(rehearse, 'exec', 'Runs a program on a host, as root.')
    .argument('<host>', 'name of the host')
    .argument('<command...>', 'after --')
    .action(
      run(
        async (_, host: string, argv: string[], { state }: StateOption) =>
          void (process.exitCode = (await open(state)).interactive(host, withoutDashes(argv))),
      ),
    );
  passing(rehearse, 'kubectl', 'kubectl as the operator, through the endpoint.')
    .argument('[args...]', 'as for kubectl')
    .action(run(async (_, args: string[], { state }: StateOption) => void (process.exitCode = (await open(state)).kubectl(withoutDashes(args)))));
  command(rehearse, 'logs', 'The log of a static pod, or of a unit, of a host.')
    .argument('<host>', 'name of the host')
    .argument('[name]', 'a static pod, or a unit such as kubelet.service; without it the whole journal')
    .option('--follow', 'go on as it grows')
    .action(
      run(async (_, host: string, name: string | undefined, { state, follow }: StateOption & { follow?: boolean }) => {
        process.exitCode = (await open(state)).logs(host, name, follow === true);
      }),
    );
}

/** What comes after the `--` that keeps a program's own options from being taken for ours. */
function withoutDashes(args: string[]): string[] {
  return args[0] === '--' ? args.slice(1) : args;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Allowed: a whole number from 1.');
  return Number(text);
}

/** Hosts are namespaces: only root may make them, enter them and remove them. */
function requireRoot(): void {
  if (process.getuid?.() !== 0) throw new PrerequisiteError('rehearse: needs root, for namespaces and mounts; fix: run it again with sudo');
}
