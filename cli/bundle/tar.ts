import { createReadStream } from 'fs';
import { text } from 'stream/consumers';
import { extract, pack } from 'tar-stream';

/** One file of an archive. */
export interface TarFile {
  /** Without a leading slash. */
  readonly path: string;
  readonly mode: number;
  readonly owner: string;
  readonly group: string;
  readonly content: string;
}

/** The same for every file, so that the same tree gives the same bytes. */
const MTIME = new Date(0);

/**
 * An archive of files, sorted by path, with the modes and owners that they have on the host.
 *
 * There are no entries for folders: whoever unpacks it into a folder makes them as he is used to, and unpacking it over `/` by mistake changes the
 * mode of none.
 */
export async function tarOf(files: TarFile[]): Promise<Buffer> {
  const archive = pack();
  for (const { path, mode, owner, group, content } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    archive.entry({ name: path, mode, uname: owner, gname: group, uid: 0, gid: 0, mtime: MTIME }, content);
  }
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The text of one file of an archive; undefined where the archive has none of this name, cannot be read, or is none. */
export async function fileOfTar(archive: string, name: string): Promise<string | undefined> {
  const [bytes, entries] = [createReadStream(archive), extract()];
  bytes.on('error', (error) => entries.destroy(error)).pipe(entries);
  try {
    for await (const entry of entries) {
      if (entry.header.name === name) return await text(entry);
      entry.resume();
    }
    return undefined;
  } catch {
    return undefined;
  } finally {
    bytes.destroy();
  }
}
