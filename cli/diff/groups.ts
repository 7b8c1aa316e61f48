import { Change, Section, Severity } from '../../lib/availability/diff';
import { grouped } from '../availability/groups';
import { textOf } from './words';

/** What stands for the name of each host where several have the same change. */
const ANY_HOST = '<host>';

/** Changes with one consequence for one subject, on all hosts that have the same. */
export interface Block {
  /** Empty for what concerns the cluster. */
  readonly hosts: string[];
  readonly section: Section;
  readonly severity: Severity;
  readonly subject: string;
  readonly effect?: string;
  readonly texts: string[];
}

/**
 * Changes by subject and consequence; hosts that have the same ones are said once. The order is that of the changes.
 *
 * @param apart each text is a block of its own
 */
export function blocksOf(changes: Change[], apart = false): Block[] {
  const key = ({ section, host, severity, subject, effect, text }: Change) =>
    JSON.stringify([section, host, severity, subject, effect, apart ? text : '']);
  const own = grouped(changes, key).map(ownBlock);
  return grouped(own, ({ anonymous }) => JSON.stringify(anonymous)).map((same) => {
    const [first] = same;
    const hosts = same.flatMap(({ block }) => block.hosts).sort();
    return same.length > 1 ? { ...first!.anonymous, hosts } : first!.block;
  });
}

/** Blocks by the hosts that they happen on, what concerns the cluster first. */
export function byHosts(blocks: Block[]): { readonly hosts: string[]; readonly blocks: Block[] }[] {
  const groups = grouped(blocks, ({ hosts }) => hosts.join(' ')).map((same) => ({ hosts: same[0]!.hosts, blocks: same }));
  return groups.sort((a, b) => (a.hosts.join(' ') < b.hosts.join(' ') ? -1 : 1));
}

interface Own {
  readonly block: Block;
  /** The same without the name of the host. */
  readonly anonymous: Omit<Block, 'hosts'>;
}

function ownBlock(changes: Change[]): Own {
  const { section, host, severity, subject, effect } = changes[0]!;
  const plain = { section, severity, subject, ...(effect === undefined ? {} : { effect }), texts: changes.map(textOf) };
  const without = (text: string) => (host === undefined ? text : text.replace(nameOf(host), ANY_HOST));
  const anonymous = {
    ...plain,
    subject: without(subject),
    ...(effect === undefined ? {} : { effect: without(effect) }),
    texts: plain.texts.map(without),
  };
  return { block: { ...plain, hosts: host === undefined ? [] : [host] }, anonymous };
}

/** The name of a host as a word, or as the beginning of one: `cp-1-apiserver` is a certificate of `cp-1`. */
function nameOf(host: string): RegExp {
  return new RegExp(`(?<![\\w.-])${host.replace(/[.*+?^$()|[\]{}\\]/g, '\\$&')}(?![\\w.]*\\w)`, 'g');
}

/** Texts that name what they are about need no subject. */
export function subjectBefore({ section, subject }: Block, text: string): string {
  return section === 'availability' || text.toLowerCase().includes(subject.toLowerCase()) ? '' : `${subject}: `;
}
