import { Construct } from 'constructs';
import { ABSOLUTE_PATH } from '../cluster/values/absolute-path';
import { FILE_MODE } from '../cluster/values/file-mode';
import { UNIT_NAME } from '../cluster/values/unit-name';
import { USER_NAME } from '../cluster/values/user-name';
import { API_VERSION, LOCAL_CONFIG, nameOfPath } from './kinds';
import { PatchableObject } from './patchable-object';
import { report } from './report';

/** The kinds of the plan that stand for secret material. */
export enum SecretKind {
  /** A certificate and its key. */
  CERTIFICATE = 'Certificate',
  /** A kubeconfig with a client certificate. */
  KUBECONFIG = 'Kubeconfig',
  /** A key or a key pair without a certificate. */
  SECRET_KEY = 'SecretKey',
}

/** What of a planned secret is meant. */
export enum SecretPart {
  /** The certificate, PEM. */
  TLS_CRT = 'tls.crt',
  /** Its private key, PEM. */
  TLS_KEY = 'tls.key',
  /** The certificate of the issuer, PEM. */
  CA_CRT = 'ca.crt',
  /** The private key of the issuer, PEM. */
  CA_KEY = 'ca.key',
  /** Every certificate of the issuer that is trusted now, the current one first, PEM: more than one while a CA is replaced. */
  CA_BUNDLE_CRT = 'ca-bundle.crt',
  /** The kubeconfig, YAML. */
  KUBECONFIG = 'kubeconfig',
  /** The key: base64 of an encryption key, PEM of a key pair's private half. */
  KEY = 'key',
  /** The public half of a key pair, PEM. */
  KEY_PUB = 'key.pub',
}

/** One value that the command that makes secrets will fill in; only its name is ever in the YAML. */
export interface SecretReference {
  /** The kind of the plan object. */
  readonly kind: SecretKind;
  /** The name of the plan object. */
  readonly name: string;
  /** Which part of it. */
  readonly part: SecretPart;
}

/** What happens to a systemd unit when a file changes. */
export interface UnitChange {
  /** The unit, with its suffix. */
  readonly unit: string;
  /**
   * Reload instead of restart.
   *
   * @default false
   */
  readonly reload?: boolean;
}

/** Properties of HostFile. Exactly one of `content` and `contentFrom` must be given. */
export interface HostFileProps {
  /** Absolute path on the host, without `.` and `..` parts. */
  readonly path: string;

  /**
   * The text of the file. `${secret:Kind/name#part}` in it stands for one secret value, which is filled in when the host's tree is bundled.
   *
   * @default - `contentFrom` must be given
   */
  readonly content?: string;

  /**
   * The secret that is the whole content.
   *
   * @default - `content` must be given
   */
  readonly contentFrom?: SecretReference;

  /**
   * Permissions as four octal digits.
   *
   * @default '0600' where the file holds a secret, '0644' otherwise
   */
  readonly mode?: string;

  /**
   * Name of the owning user.
   *
   * @default 'root'
   */
  readonly owner?: string;

  /**
   * Name of the owning group.
   *
   * @default 'root'
   */
  readonly group?: string;

  /**
   * The unit that has to take notice when the file changes.
   *
   * @default - none
   */
  readonly onChange?: UnitChange;
}

/** `${secret:…}` as text. */
export function placeholder(reference: SecretReference): string {
  return `\${secret:${reference.kind}/${reference.name}#${reference.part}}`;
}

/** One file of one host. */
export class HostFile extends PatchableObject {
  /** Absolute path on the host. */
  public readonly path: string;

  private readonly whole: boolean;

  /**
   * @param scope a chart, or a construct in one; the chart's `ha-cluster.local/host` label says whose file it is
   * @param id the construct id
   * @param props the file
   */
  constructor(scope: Construct, id: string, props: HostFileProps) {
    const secret = props.contentFrom !== undefined || String(props.content ?? '').includes('${secret:');
    super(scope, id, {
      apiVersion: API_VERSION,
      kind: 'HostFile',
      metadata: { name: nameOfPath(scope, 'HostFile', String(props.path)), annotations: LOCAL_CONFIG },
      spec: {
        path: props.path,
        mode: props.mode ?? (secret ? '0600' : '0644'),
        owner: props.owner ?? 'root',
        group: props.group ?? 'root',
        ...(props.contentFrom ? { contentFrom: { ...props.contentFrom } } : { content: props.content }),
        ...(props.onChange ? { onChange: { unit: props.onChange.unit, action: props.onChange.reload ? 'reload' : 'restart' } } : {}),
      },
    } as any);
    this.path = props.path;
    this.whole = props.contentFrom !== undefined;
    report(this, hostFileErrors(props));
  }

  /**
   * Whether the whole file is a secret, of which nothing but its name is known.
   *
   * @internal
   */
  public _isSecret(): boolean {
    return this.whole && !this._patched();
  }
}

/** What is wrong with the file as it was given. */
export function hostFileErrors(props: HostFileProps): string[] {
  const errors: string[] = [];
  if (!ABSOLUTE_PATH.accepts(props.path)) errors.push(`host file path: got ${JSON.stringify(props.path)}; allowed: an absolute path without empty, \`.\` and \`..\` parts; fix: write it in full`);
  if ((props.content === undefined) === (props.contentFrom === undefined)) {
    errors.push(`host file ${String(props.path)}: got ${props.content === undefined ? 'neither' : 'both'} of content and contentFrom; allowed: exactly one; fix: give the text, or the secret it comes from`);
  }
  if (props.content !== undefined && typeof props.content !== 'string') errors.push(`host file ${String(props.path)} content: got ${JSON.stringify(props.content)}; allowed: text; fix: render it first`);
  if (typeof props.content === 'string' && props.content.includes('\r')) errors.push(`host file ${props.path} content: got carriage returns; allowed: lines that end in a line feed; fix: convert the text`);
  if (props.mode !== undefined && !FILE_MODE.accepts(props.mode)) errors.push(`host file ${String(props.path)} mode: got ${JSON.stringify(props.mode)}; allowed: four octal digits as text, like '0644'; fix: quote it`);
  for (const [field, value] of [['owner', props.owner], ['group', props.group]] as const) {
    if (value !== undefined && !USER_NAME.accepts(value)) errors.push(`host file ${String(props.path)} ${field}: got ${JSON.stringify(value)}; allowed: a user or group name; fix: use the name, not the number`);
  }
  if (props.onChange && !UNIT_NAME.accepts(props.onChange.unit)) errors.push(`host file ${String(props.path)} onChange.unit: got ${JSON.stringify(props.onChange.unit)}; allowed: ${UNIT_NAME.allowed}; fix: ${UNIT_NAME.fix}`);
  return errors;
}
