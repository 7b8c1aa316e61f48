import { pack } from 'tar-stream';

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
