/** How a command's result is written. */
export type Format = 'text' | 'json';

/** Where a command says what it does and what came of it. */
export interface Output {
  /** One line about what is going on, on stderr. */
  progress(line: string): void;
  /**
   * The result, on stdout; once a command.
   *
   * @param text for people
   * @param data the same for programs, with `--format json`
   */
  result(text: string, data: unknown): void;
}

/** Writes to the streams of this process. */
export class ProcessOutput implements Output {
  /** @param format of the result */
  constructor(private readonly format: Format = 'text') {}

  public progress(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  public result(text: string, data: unknown): void {
    const written = this.format === 'json' ? JSON.stringify(data, undefined, 2) : text;
    if (written !== '') process.stdout.write(written.endsWith('\n') ? written : `${written}\n`);
  }
}
