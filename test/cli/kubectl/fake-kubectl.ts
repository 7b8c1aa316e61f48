import { chmodSync, existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

/** One call as the program saw it. */
export interface Call {
  readonly args: string[];
  readonly stdin: string;
}

/** What it answers. */
export interface Said {
  readonly status?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** It stays silent for this long before it answers, in milliseconds. */
  readonly after?: number;
}

/** A program that answers as a function says, and writes down how it was called. */
export class FakeKubectl {
  /** Its path. */
  public readonly program: string;
  private readonly log: string;

  /**
   * @param folder an empty folder
   * @param version that it says it is
   * @param answer text of a function of (args, stdin, state); state is kept between calls
   */
  constructor(folder: string, version: string, answer: string) {
    this.program = join(folder, 'kubectl');
    this.log = join(folder, 'calls.jsonl');
    writeFileSync(
      this.program,
      `#!${process.execPath}
const fs = require('fs');
const folder = ${JSON.stringify(folder)};
const args = process.argv.slice(2);
const stdin = fs.readFileSync(0, 'utf8');
if (args[0] === 'version') { console.log(JSON.stringify({ clientVersion: { gitVersion: ${JSON.stringify(version)} } })); process.exit(0); }
fs.appendFileSync(folder + '/calls.jsonl', JSON.stringify({ args, stdin, config: process.env.KUBECONFIG }) + '\\n');
const file = folder + '/state.json';
const state = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file)) : {};
const said = (${answer})(args, stdin, state) || {};
fs.writeFileSync(file, JSON.stringify(state));
setTimeout(() => { process.stdout.write(said.stdout || ''); process.stderr.write(said.stderr || ''); process.exitCode = said.status || 0; }, said.after || 0);
`,
    );
    chmodSync(this.program, 0o755);
  }

  /** Every call but those for its version. */
  public calls(): Call[] {
    return existsSync(this.log)
      ? readFileSync(this.log, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
      : [];
  }
}
