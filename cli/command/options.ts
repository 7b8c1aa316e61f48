import { Argument, Option } from 'commander';
import { Format } from './output';

/** What every command accepts. */
export interface CommonOptions {
  /** Name of the cluster, where the YAML describes several. */
  readonly cluster?: string;
  /** Of the result on stdout. */
  readonly format?: Format;
}

/** The folder of the rendered YAML, the first argument of every command. */
export function distArgument(): Argument {
  return new Argument('[dist]', 'folder of the rendered YAML').default('dist');
}

/** `--cluster NAME`. */
export function clusterOption(): Option {
  return new Option('--cluster <name>', 'which cluster, where the YAML describes several');
}

/** `--secrets DIR`. */
export function secretsOption(): Option {
  return new Option('--secrets <folder>', 'folder of the keys and certificates; keep it out of version control').default('secrets');
}

/** `--format text|json`, and `markdown` for commands that also give their result's markdown to the output. */
export function formatOption({ markdown = false } = {}): Option {
  return new Option('--format <format>', 'of the result on stdout').choices(['text', 'json', ...(markdown ? ['markdown'] : [])]).default('text');
}

/** Collects the values of an option that may be given several times. */
export function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}
