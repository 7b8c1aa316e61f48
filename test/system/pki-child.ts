import { readFileSync } from 'fs';
import { ProcessOutput } from '../../cli/command/output';
import { issuePki } from '../../cli/pki/issue';
import { renewPki } from '../../cli/pki/renew';
import { PlannedCluster } from '../../cli/stream/model';

const [plan, secrets, what] = process.argv.slice(2) as [string, string, string];
const cluster = JSON.parse(readFileSync(plan, 'utf8')) as PlannedCluster;
const output = new ProcessOutput();

process.stdout.write('begins\n');
const done = what === 'renew' ? renewPki({ cluster, secrets, within: 0, all: true }, output) : issuePki({ cluster, secrets }, output);
void done.then(() => process.stdout.write('done\n'));
