import { Flags } from '../read/flags';
import { shown, withoutSecrets } from './show';

/** How one flag differs. */
export interface FlagChange {
  /** With its dashes; the word `command` for what is no flag. */
  readonly name: string;
  readonly text: string;
  readonly from?: string;
  readonly to?: string;
}

/** How two command lines of containers differ; empty where they are the same, word for word. */
export function flagChanges(before: any, after: any): FlagChange[] {
  const [old, now] = [Flags.of(before), Flags.of(after)];
  const names = [...new Set([...old.names(), ...now.names()])].sort();
  const found = names.flatMap((name) => flagChange(name, old.values(name), now.values(name)));
  const program = (flags: Flags) => [flags.binary, ...flags.rest].filter((word) => word !== '').join(' ');
  if (program(old) !== program(now)) found.push(value('command', program(old), program(now)));
  if (found.length > 0 || words(before) === words(after)) return found;
  return [{ name: 'command', text: 'command: the same flags in another order or form' }];
}

function flagChange(name: string, before: string[], after: string[]): FlagChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const flag = `--${name}`;
  if (before.length === 0) return [{ name: flag, text: `flag ${flag} added: ${safe(name, after)}`, to: safe(name, after) }];
  if (after.length === 0) return [{ name: flag, text: `flag ${flag} removed (was ${safe(name, before)})`, from: safe(name, before) }];
  const change = value(flag, safe(name, before), safe(name, after));
  return [{ ...change, text: `flag ${listText(flag, before, after) ?? change.text}` }];
}

/** What a long list has lost and gained; undefined where it is short or only its order differs. */
function listText(flag: string, before: string[], after: string[]): string | undefined {
  const [old, now] = [parts(before), parts(after)];
  if (Math.max(old.length, now.length) < 4) return undefined;
  const gone = old.filter((part) => !now.includes(part));
  const fresh = now.filter((part) => !old.includes(part));
  const texts = [...(gone.length > 0 ? [`without ${gone.join(', ')}`] : []), ...(fresh.length > 0 ? [`with ${fresh.join(', ')}`] : [])];
  return texts.length > 0 ? `${flag}: now ${texts.join(', ')}` : undefined;
}

function value(name: string, from: string, to: string): FlagChange {
  return { name, text: `${name}: ${shown(from)} -> ${shown(to)}`, from, to };
}

function safe(name: string, values: string[]): string {
  const whole = values.join(' and ');
  return withoutSecrets(`${name}=${whole}`).slice(name.length + 1);
}

function parts(values: string[]): string[] {
  return values.flatMap((each) => each.split(','));
}

function words(container: any): string {
  return JSON.stringify([container?.command ?? [], container?.args ?? []]);
}
