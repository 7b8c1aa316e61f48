import { mkdirSync } from 'fs';
import { join } from 'path';
import { Output } from '../cli/command/output';
import { demand } from './ground';
import { Rehearsal } from './rehearsal';
import { runProgram } from './run-program';

/** Where the tree of a host lies on it. */
const TREE = '/root/ha-cluster';

/** Limit for one installation, in milliseconds: units that start wait for each other. */
const INSTALL_LIMIT = 300_000;

/** Puts a host's tree on it and runs its `install`, whose lines are shown when it fails. */
export async function installHost(rehearsal: Rehearsal, host: string, output: Output): Promise<void> {
  await pushTree(rehearsal, host);
  const ran = await rehearsal.on(host, [join(TREE, 'install')], { timeoutMs: INSTALL_LIMIT });
  const steps = ran.stdout.split('\n').filter(Boolean);
  if (ran.status !== 0) for (const step of steps) output.progress(`${host}: ${step}`);
  demand(ran, `${host}: install`);
  output.progress(`${host}: installed; ${steps.length === 1 ? steps[0] : `${steps.length} steps`}`);
}

/** Replaces the tree in one step, so that an interrupted copy is never installed. */
async function pushTree(rehearsal: Rehearsal, host: string): Promise<void> {
  const tree = join(rehearsal.state.bundle, rehearsal.cluster.name, host);
  const packed = join(rehearsal.state.cache, `${host}.tar`);
  mkdirSync(rehearsal.state.cache, { recursive: true, mode: 0o700 });
  demand(await runProgram(['tar', '--create', '--file', packed, '--directory', tree, '.']), `${host}: tar`);
  const unpack = `rm -rf ${TREE}.new && mkdir -m 0700 ${TREE}.new && tar --extract --directory ${TREE}.new && rm -rf ${TREE} && mv ${TREE}.new ${TREE}`;
  demand(await rehearsal.on(host, ['sh', '-c', unpack], { inputFile: packed }), `${host}: push`);
  demand(await runProgram(['rm', '--force', packed]), `${host}: tar`);
}
