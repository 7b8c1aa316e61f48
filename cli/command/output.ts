/** How a command's result is written. */
export type Format = 'text' | 'json' | 'markdown';

/** Where a command says what it does and what came of it. */
export interface Output {
  /** One line about what is going on, on stderr. */
  progress(line: string): void;
  /**
   * The result, on stdout; once a command.
   *
   * @param text for people
   * @param data the same for programs, with `--format json`
   * @param markdown the same for a comment on a pull request, from commands that offer `--format markdown`
   */
  result(text: string, data: unknown, markdown?: string): void;
}

/** Writes to the streams of this process. */
export class ProcessOutput implements Output {
  /** @param format of the result */
  constructor(private readonly format: Format = 'text') {}

  public progress(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  public result(text: string, data: unknown, markdown = text): void {
    const written = { text, markdown, json: JSON.stringify(data, undefined, 2) }[this.format];
    if (written !== '') process.stdout.write(written.endsWith('\n') ? written : `${written}\n`);
  }
}
