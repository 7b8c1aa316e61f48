import { goMillis } from './durations';
import { isMap } from './reading';

interface Entry {
  readonly name: string;
  readonly value: string;
  /** `bare` is `--a`, `joined` is `--a=b`, `apart` is `--a b`. */
  readonly form: 'bare' | 'joined' | 'apart';
}

/**
 * The command line of a component, read as Go's flag packages read it.
 *
 * Names are kept without their dashes; an underscore counts as a dash, as in Kubernetes' own flags.
 */
export class Flags {
  /** The command line of a container: its command, then its arguments. */
  public static of(container: unknown): Flags {
    const given = isMap(container) ? container : {};
    const command = words(given.command);
    return command.length > 0 ? Flags.parse([...command, ...words(given.args)]) : new Flags('', words(given.args));
  }

  /**
   * A whole command line.
   *
   * @param line the program first
   */
  public static parse(line: string[]): Flags {
    return new Flags(line[0] ?? '', line.slice(1));
  }

  /** Words that are neither a flag nor the value of one. */
  public readonly rest: string[] = [];
  private readonly entries: Entry[] = [];

  private constructor(
    /** The first word of the command; empty where the image decides. */
    public readonly binary: string,
    given: string[],
  ) {
    for (let index = 0; index < given.length; index++) {
      const word = given[index] ?? '';
      const match = /^--?([A-Za-z][^=\s]*)(=([\s\S]*))?$/.exec(word);
      if (word === '--') {
        this.rest.push(...given.slice(index + 1));
        return;
      }
      if (!match) {
        this.rest.push(word);
        continue;
      }
      const name = dashed(match[1] ?? '');
      const next = given[index + 1];
      if (match[2] !== undefined) this.entries.push({ name, value: match[3] ?? '', form: 'joined' });
      else if (next !== undefined && (!next.startsWith('-') || /^-\d/.test(next))) {
        this.entries.push({ name, value: next, form: 'apart' });
        index++;
      } else this.entries.push({ name, value: 'true', form: 'bare' });
    }
  }

  /** Every name that is given, once each, in order of first appearance. */
  public names(): string[] {
    return [...new Set(this.entries.map((entry) => entry.name))];
  }

  /** Whether the flag is given. */
  public has(name: string): boolean {
    return this.values(name).length > 0;
  }

  /** Every value of a flag, in order: the repeated form of lists. */
  public values(name: string): string[] {
    return this.entries.filter((entry) => entry.name === dashed(name)).map((entry) => entry.value);
  }

  /** The value that counts where a flag is given several times: the last. */
  public value(name: string): string | undefined {
    return this.values(name).at(-1);
  }

  /** The parts of a list, whether it is given with commas, by repeating the flag, or both. */
  public list(name: string): string[] {
    return this.values(name)
      .flatMap((value) => value.split(',').map((part) => part.trim()))
      .filter((part) => part !== '');
  }

  /**
   * A boolean flag; undefined where it is absent or its value is no boolean.
   *
   * `--a false` switches a boolean on: Go takes a boolean's value only after `=`.
   */
  public bool(name: string): boolean | undefined {
    const entry = this.entries.filter((candidate) => candidate.name === dashed(name)).at(-1);
    if (!entry) return undefined;
    if (entry.form !== 'joined') return true;
    if (/^(1|t|T|TRUE|true|True)$/.test(entry.value)) return true;
    return /^(0|f|F|FALSE|false|False)$/.test(entry.value) ? false : undefined;
  }

  /** A number; undefined where the flag is absent or holds something else. */
  public number(name: string): number | undefined {
    const value = this.value(name);
    return value !== undefined && /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(value) ? Number(value) : undefined;
  }

  /** A duration in Go's syntax, in milliseconds; undefined where the flag is absent or holds something else. */
  public millis(name: string): number | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : goMillis(value);
  }

  /** A time that the flag gives as a bare number of milliseconds, like etcd's `--heartbeat-interval`. */
  public bareMillis(name: string): number | undefined {
    return this.number(name);
  }

  /** A time that the flag gives as a bare number of seconds, in milliseconds. */
  public bareSeconds(name: string): number | undefined {
    const seconds = this.number(name);
    return seconds === undefined ? undefined : seconds * 1000;
  }
}

function dashed(name: string): string {
  return name.replace(/_/g, '-');
}

function words(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];
}
