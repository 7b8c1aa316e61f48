/** Components: each knows the facts and the primitives of a host, and no other component. */
const COMPONENTS = ['etcd', 'control-plane', 'front-end', 'pki', 'addons', 'workloads'];

/** The rooms of lib/ and the other rooms whose files each may import. */
const ARROWS = {
  'cluster': [],
  'versions': [],
  'description': ['cluster', 'versions', 'node'],
  'node': ['cluster', 'versions'],
  ...Object.fromEntries(COMPONENTS.map((room) => [room, ['cluster', 'versions', 'node']])),
  'availability': ['cluster', 'versions'],
};

/** The files at the top of lib/ that put the rooms together. */
const ABOVE = 'index|ha-cluster|ha-cluster-*|write-dist';

/** Those among them that may see the PKI plan. */
const ABOVE_PKI = 'index|ha-cluster|ha-cluster-*';

const OUTSIDE = ['cli', 'rehearsal', 'test', 'examples', 'bench', 'scripts', 'main.ts'];

const ROOMS = Object.keys(ARROWS);

function forbid(target, from, message) {
  return { target: `./${target}`, from: `./${from}`, message };
}

/** A room may import the rooms on its list, and no file at the top of lib/. */
function zonesOf(room) {
  const allowed = ARROWS[room];
  const message = `lib/${room} may import ${allowed.map((name) => `lib/${name}`).join(', ') || 'no other room'}.`;
  const others = ROOMS.filter((other) => other !== room && !allowed.includes(other)).map((other) => `lib/${other}`);
  return [...others, 'lib/*.ts'].map((from) => forbid(`lib/${room}`, from, message));
}

/** The room of the command that boots a cluster: the only one that knows rehearsal/. */
const COMMAND_OF_REHEARSAL = 'cli/!(rehearse|main.ts)';

/** Zones for `import-x/no-restricted-paths`: what no file of a room may import. */
export const IMPORT_ZONES = [
  ...ROOMS.flatMap(zonesOf),
  ...[...COMPONENTS, 'node'].map((room) => forbid(`lib/!(${ABOVE}).ts`, `lib/${room}`, 'only index.ts, ha-cluster*.ts and write-dist.ts may import components.')),
  forbid(`lib/!(${ABOVE_PKI}).ts`, 'lib/pki', 'only ha-cluster*.ts and index.ts may import lib/pki.'),
  forbid(COMMAND_OF_REHEARSAL, 'rehearsal', 'only cli/rehearse may import rehearsal/.'),
  forbid('rehearsal', 'cli/rehearse', 'cli/rehearse imports rehearsal/, not the other way round.'),
  forbid('rehearsal', 'cli/main.ts', 'rehearsal/ does not start commands.'),
  ...['cli', 'rehearsal'].flatMap((room) => ['test', 'examples', 'bench', 'scripts', 'main.ts'].map((from) => forbid(room, from, `${room}/ may import nothing of the workshop.`))),
  ...OUTSIDE.map((from) => forbid('lib', from, 'the package may import nothing outside lib/.')),
];
