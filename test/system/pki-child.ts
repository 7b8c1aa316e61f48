import { ProcessOutput } from '../../cli/command/output';
import { issuePki } from '../../cli/pki/issue';
import { renewPki } from '../../cli/pki/renew';
import { readCluster } from '../../cli/stream/read';

const [dist, secrets, what] = process.argv.slice(2) as [string, string, string];
const cluster = readCluster(dist);
const output = new ProcessOutput();

process.stdout.write('begins\n');
const done = what === 'renew' ? renewPki({ cluster, secrets, within: 0, all: true }, output) : issuePki({ cluster, secrets }, output);
void done.then(() => process.stdout.write('done\n'));
