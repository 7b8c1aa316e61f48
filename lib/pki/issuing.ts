import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { KeyAlgorithm } from '../cluster/pki-props';
import { HostFile, SecretKind, SecretPart } from '../node/host-file';
import { Certificate, CertificateProps } from './certificate';
import { Kubeconfig, KubeconfigProps } from './kubeconfig';

/** What is the same for every certificate of a cluster. */
export interface Issuing {
  readonly cluster: string;
  readonly keyAlgorithm: KeyAlgorithm;
  readonly caValidity: Duration;
  readonly certificateValidity: Duration;
}

/** Only root reads what is below /etc/kubernetes/pki, certificates too: the older CIS benchmarks ask for it, and nobody else needs them. */
const MODE = '0600';

/** The plans of one host's secrets, and the files that they end up in. */
export class HostSecrets {
  constructor(
    private readonly scope: Construct,
    private readonly host: string,
    private readonly issuing: Issuing,
  ) {}

  /** A certificate of this host alone, as `<path>.crt` and `<path>.key`. */
  public certificate(purpose: string, path: string, props: Omit<CertificateProps, 'name' | 'validity' | 'keyAlgorithm'>, unit?: string): void {
    const name = `${this.host}-${purpose}`;
    new Certificate(this.scope, name, { ...props, name, validity: this.issuing.certificateValidity, keyAlgorithm: this.issuing.keyAlgorithm });
    this.file(`${path}.crt`, SecretKind.CERTIFICATE, name, SecretPart.TLS_CRT, unit);
    this.file(`${path}.key`, SecretKind.CERTIFICATE, name, SecretPart.TLS_KEY, unit);
  }

  /** A kubeconfig of this host alone. */
  public kubeconfig(
    purpose: string,
    path: string,
    props: Omit<KubeconfigProps, 'name' | 'cluster' | 'validity' | 'keyAlgorithm'>,
    unit?: string,
  ): void {
    const { cluster, certificateValidity, keyAlgorithm } = this.issuing;
    const name = `${this.host}-${purpose}`;
    new Kubeconfig(this.scope, name, { ...props, name, cluster, validity: certificateValidity, keyAlgorithm });
    this.file(path, SecretKind.KUBECONFIG, name, SecretPart.KUBECONFIG, unit);
  }

  /** A file that holds a part of something shared. */
  public file(path: string, kind: SecretKind, name: string, part: SecretPart, unit?: string): void {
    new HostFile(this.scope, path.slice(1).replace(/\//g, '-'), {
      path,
      contentFrom: { kind, name, part },
      mode: MODE,
      ...(unit ? { onChange: { unit } } : {}),
    });
  }

  /** The certificates by which a CA's signatures are recognised. */
  public trust(path: string, ca: string, unit?: string): void {
    this.file(path, SecretKind.CERTIFICATE, ca, SecretPart.CA_BUNDLE_CRT, unit);
  }
}
