import { X509Certificate } from 'crypto';
import { closeSync, constants, existsSync, openSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { InputError } from '../command/errors';
import { SecretRef } from '../stream/model';
import { embeddedPart } from './kubeconfig-parts';
import { clusterFolder, currentFolder, SUFFIX } from './layout';

/** Parts that a secret has from its issuer, and how they are called there. */
const FROM_ISSUER: Record<string, string> = { 'ca.crt': 'tls.crt', 'ca.key': 'tls.key', 'ca-bundle.crt': 'ca-bundle.crt' };

/**
 * The issued secrets of one cluster, for reading: `<secrets>/<cluster>/<Kind>/<name>/<part>`.
 *
 * It reads files anew each time and keeps nothing in memory. It takes no lock: whoever reads many parts that must belong together takes it first.
 */
export class SecretStore {
  /** `<secrets>/<cluster>`. */
  public readonly folder: string;

  /**
   * @param secrets folder of all clusters
   * @param cluster name
   */
  constructor(secrets: string, cluster: string) {
    this.folder = clusterFolder(secrets, cluster);
  }

  /**
   * The text of one part. `ca.crt`, `ca.key` and `ca-bundle.crt` are the issuer's, and a CA is its own; `tls.crt` and `tls.key` of a kubeconfig are
   * those inside. A key on one line comes without that line's end, which editors and shells add: it stands within a line of another file.
   *
   * @returns undefined where it is missing
   * @throws InputError where a file cannot be read, or is a symbolic link
   */
  public part(ref: SecretRef): string | undefined {
    const { kind, name, part } = ref;
    if (kind !== 'SecretKey' && part in FROM_ISSUER) return this.ofIssuer(ref, FROM_ISSUER[part]!);
    if (kind === 'Kubeconfig' && part !== 'kubeconfig') return embeddedPart(this.read(kind, name, 'kubeconfig'), part);
    const text = this.read(kind, name, part);
    return kind === 'SecretKey' ? text?.replace(/^([^\r\n]*)\r?\n$/, '$1') : text;
  }

  /** Whether there is such a secret, complete or not. */
  public has(kind: string, name: string): boolean {
    return currentFolder(this.folder, kind, name) !== undefined;
  }

  /** The names of all secrets of a kind, sorted. */
  public names(kind: string): string[] {
    const folder = join(this.folder, kind);
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.endsWith(SUFFIX.GONE))
      .map((entry) => entry.name.replace(/~(new|old)$/, ''));
    return [...new Set(names)].filter((name) => this.has(kind, name)).sort();
  }

  /**
   * The name of the Certificate whose key signed this one; its own for one that signed itself.
   *
   * @returns undefined where the certificate or its CA is not here
   */
  public issuerOf(kind: string, name: string): string | undefined {
    const certificate = parsed(this.part({ kind, name, part: 'tls.crt' }));
    if (!certificate) return undefined;
    if (kind === 'Certificate' && certificate.ca) return name;
    return this.names('Certificate').find((candidate) => {
      const ca = parsed(this.part({ kind: 'Certificate', name: candidate, part: 'tls.crt' }));
      return ca?.ca && certificate.checkIssued(ca) && certificate.verify(ca.publicKey);
    });
  }

  private ofIssuer({ kind, name }: SecretRef, part: string): string | undefined {
    const issuer = this.issuerOf(kind, name);
    if (issuer === undefined) return undefined;
    const text = this.read('Certificate', issuer, part);
    return text === undefined && part === 'ca-bundle.crt' ? this.read('Certificate', issuer, 'tls.crt') : text;
  }

  private read(kind: string, name: string, part: string): string | undefined {
    const folder = currentFolder(this.folder, kind, name);
    if (folder === undefined || part.includes('/')) return undefined;
    return readRegularFile(join(folder, part));
  }
}

/** The text of a file; never of what a symbolic link leads to. */
function readRegularFile(file: string): string | undefined {
  try {
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      return readFileSync(descriptor, 'utf8');
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const reason = code === 'ELOOP' ? 'a symbolic link' : `a file that cannot be read (${code})`;
    throw new InputError(`${file}: got ${reason}; allowed: a regular file of the user who runs this; fix: put the file itself there, or run it as its owner`);
  }
}

function parsed(pem: string | undefined): X509Certificate | undefined {
  try {
    return pem === undefined ? undefined : new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
