import { createPrivateKey, X509Certificate } from 'crypto';
import { FindingsError } from '../command/errors';
import { SecretStore } from '../secrets/store';
import { writeSecret } from '../secrets/write';
import { PlannedCertificate, PlannedKubeconfig, PlannedSecret, PlannedSecretKey } from '../stream/model';
import { keyAlgorithmOf } from './algorithms';
import { certificateFindings } from './compare-certificate';
import { clientPlan, kubeconfigFindings } from './compare-kubeconfig';
import { keyPairOf, newKeyPair, newRandomKey } from './keys';
import { renderKubeconfig } from './kubeconfig';
import { Finding } from './problem';
import { Authority, signCertificate } from './sign';

/** Makes secrets and puts them into a store. What it made is compared with the plan by other code, and another library, before it is written. */
export class Maker {
  private readonly authorities = new Map<string, Promise<Authority>>();

  /**
   * @param store whose lock the caller holds
   * @param now when what is made begins
   */
  constructor(
    private readonly store: SecretStore,
    private readonly now: Date,
  ) {}

  /** Makes a secret, with a new key. */
  public async make(secret: PlannedSecret): Promise<void> {
    if (secret.kind === 'SecretKey') return this.secretKey(secret);
    if (secret.kind === 'Kubeconfig') return this.kubeconfig(secret);
    return secret.spec.ca ? this.ca(secret) : this.certificate(secret);
  }

  /** Writes a kubeconfig anew around the certificate and the key that are in it. */
  public async rewrite({ name, spec }: PlannedKubeconfig): Promise<void> {
    const part = (of: string) => this.store.part({ kind: 'Kubeconfig', name, part: of })!;
    await this.writeKubeconfig(name, spec, part('tls.crt'), part('tls.key'));
  }

  private async secretKey({ name, spec }: PlannedSecretKey): Promise<void> {
    if (spec.type === 'random') return this.write('SecretKey', name, { key: newRandomKey(spec.bytes!) });
    const { pem, publicPem } = await newKeyPair(spec.keyAlgorithm!);
    await this.write('SecretKey', name, { key: pem, 'key.pub': publicPem });
  }

  private async ca({ name, spec }: PlannedCertificate): Promise<void> {
    const keys = await newKeyPair(spec.keyAlgorithm);
    const certificate = await signCertificate(spec, keys, undefined, this.now);
    expectNone(name, certificateFindings({ ...spec, issuer: name }, { certificate, key: keys.pem }, new X509Certificate(certificate), this.now));
    await this.write('Certificate', name, { 'tls.crt': certificate, 'tls.key': keys.pem });
  }

  private async certificate({ name, spec }: PlannedCertificate): Promise<void> {
    const authority = await this.authority(spec.issuer!);
    const keys = await newKeyPair(spec.keyAlgorithm);
    const certificate = await signCertificate(spec, keys, authority, this.now);
    expectNone(name, certificateFindings(spec, { certificate, key: keys.pem }, authority.x509, this.now));
    await this.write('Certificate', name, { 'tls.crt': certificate, 'tls.key': keys.pem });
  }

  private async kubeconfig({ name, spec }: PlannedKubeconfig): Promise<void> {
    const authority = await this.authority(spec.issuer);
    const keys = await newKeyPair(spec.keyAlgorithm);
    const certificate = await signCertificate(clientPlan(spec), keys, authority, this.now);
    await this.writeKubeconfig(name, spec, certificate, keys.pem);
  }

  private async writeKubeconfig(name: string, spec: PlannedKubeconfig['spec'], certificate: string, key: string): Promise<void> {
    const ca = (part: string) => this.store.part({ kind: 'Certificate', name: spec.issuer, part })!;
    const trust = ca('ca-bundle.crt');
    const text = renderKubeconfig(spec, { trust, certificate, key });
    expectNone(name, kubeconfigFindings(spec, text, new X509Certificate(ca('tls.crt')), trust, this.now));
    await this.write('Kubeconfig', name, { kubeconfig: text });
  }

  private authority(name: string): Promise<Authority> {
    const known = this.authorities.get(name) ?? this.readAuthority(name);
    this.authorities.set(name, known);
    return known;
  }

  private async readAuthority(name: string): Promise<Authority> {
    const part = (of: string) => this.store.part({ kind: 'Certificate', name, part: of });
    const [pem, key] = [part('tls.crt'), part('tls.key')];
    if (pem === undefined || key === undefined) throw new FindingsError(`${name}: its key is not here, and something has to be signed by it`);
    return { name, x509: new X509Certificate(pem), pem, keys: await keyPairOf(key, keyAlgorithmOf(createPrivateKey(key)) ?? cannotSign(pem)) };
  }

  private write(kind: PlannedSecret['kind'], name: string, parts: Record<string, string>): Promise<void> {
    return writeSecret(this.store.folder, kind, name, parts);
  }
}

function cannotSign(pem: string): never {
  throw new FindingsError(`${new X509Certificate(pem).subject}: its key is of a kind that cannot sign here`);
}

function expectNone(name: string, findings: Finding[]): void {
  if (findings.length > 0) throw new Error(`${name} was made otherwise than planned: ${findings.map(({ text }) => text).join('; ')}`);
}
