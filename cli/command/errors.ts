/** What the exit code of every command says to a script. */
export enum ExitCode {
  /** All is as it should be. */
  GOOD = 0,
  /** There are findings, or something that was expected did not happen. */
  FINDINGS = 1,
  /** Wrong usage, or input that cannot be read. */
  USAGE = 2,
  /** A program, a package or a permission that the command needs is missing. */
  PREREQUISITE = 3,
  /** Somebody stopped it. */
  INTERRUPTED = 4,
}

/** An end of a command that its user can do something about: the message is all that is shown. */
export class CommandError extends Error {
  /**
   * @param message the place, what was given, what is allowed, and the fix; never a secret
   * @param exitCode what the process ends with
   */
  constructor(
    message: string,
    public readonly exitCode: ExitCode,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** Something was looked at and is not as it should be. */
export class FindingsError extends CommandError {
  constructor(message: string) {
    super(message, ExitCode.FINDINGS);
  }
}

/** Wrong usage, or input that cannot be read. */
export class InputError extends CommandError {
  constructor(message: string) {
    super(message, ExitCode.USAGE);
  }
}

/** Something that must be on this machine is missing. */
export class PrerequisiteError extends CommandError {
  constructor(message: string) {
    super(message, ExitCode.PREREQUISITE);
  }
}

/** Stopped by a signal, with everything put back. */
export class InterruptedError extends CommandError {
  constructor(message: string) {
    super(message, ExitCode.INTERRUPTED);
  }
}
