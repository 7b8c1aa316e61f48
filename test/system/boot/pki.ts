import { execFileSync } from 'child_process';
import { randomBytes } from 'crypto';
import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

/** Issues the secrets of a plan with openssl, each when it is first asked for, for a cluster that lives for a minute. */
export class ThrowAwayPki {
  private readonly plans: Map<string, any>;

  /**
   * @param plans Certificate, Kubeconfig and SecretKey objects
   * @param directory an existing folder, private to this PKI
   */
  constructor(plans: any[], private readonly directory: string) {
    this.plans = new Map(plans.map((plan) => [`${plan.kind}/${plan.metadata.name}`, plan]));
  }

  /** The value of `Kind/name#part`. */
  public material(secret: string): string {
    const [, object, part] = /^([^#]+)#(.+)$/.exec(secret)!;
    const plan = this.plans.get(object);
    if (!plan) throw new Error(`a file refers to \${secret:${secret}}, which no plan object describes`);
    if (plan.kind === 'SecretKey') return this.key(plan, part);
    if (plan.kind === 'Kubeconfig') return this.kubeconfig(plan, part);
    return this.certificate(plan, part);
  }

  private certificate(plan: any, part: string): string {
    const issuer = plan.spec.issuer ? this.plans.get(`Certificate/${plan.spec.issuer}`) : plan;
    if (part === 'tls.crt') return this.issued(plan).certificate;
    if (part === 'tls.key') return this.issued(plan).key;
    if (part === 'ca.crt' || part === 'ca-bundle.crt') return this.issued(issuer).certificate;
    if (part === 'ca.key') return this.issued(issuer).key;
    throw new Error(`Certificate/${plan.metadata.name} has no part ${part}`);
  }

  private kubeconfig(plan: any, part: string): string {
    if (part !== 'kubeconfig') return this.certificate(plan, part);
    const { certificate, key } = this.issued(plan);
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'default',
      contexts: [{ name: 'default', context: { cluster: 'default', user: 'default' } }],
      clusters: [{ name: 'default', cluster: { server: plan.spec.server, 'certificate-authority-data': base64(this.material(`Certificate/${plan.spec.issuer}#tls.crt`)) } }],
      users: [{ name: 'default', user: { 'client-certificate-data': base64(certificate), 'client-key-data': base64(key) } }],
    });
  }

  private key(plan: any, part: string): string {
    const file = this.file(plan, 'key');
    if (plan.spec.type === 'random') {
      if (!existsSync(file)) writeFileSync(file, randomBytes(plan.spec.bytes).toString('base64'));
    } else {
      this.newKey(file, plan.spec.keyAlgorithm);
    }
    return part === 'key.pub' ? openssl(['pkey', '-in', file, '-pubout']) : readFileSync(file, 'utf8');
  }

  private issued(plan: any): { certificate: string; key: string } {
    const [certificate, key] = [this.file(plan, 'crt'), this.file(plan, 'key')];
    if (!existsSync(certificate)) {
      this.newKey(key, plan.spec.keyAlgorithm);
      const extensions = this.file(plan, 'ext');
      writeFileSync(extensions, extensionsOf(plan.spec));
      const request = this.file(plan, 'csr');
      openssl(['req', '-new', '-key', key, '-subj', subjectOf(plan.spec), '-out', request]);
      const issuer = plan.spec.issuer && this.plans.get(`Certificate/${plan.spec.issuer}`);
      if (plan.spec.issuer && !issuer) throw new Error(`${plan.kind}/${plan.metadata.name} names the issuer ${plan.spec.issuer}, which is not planned`);
      if (issuer) this.issued(issuer);
      const signer = issuer ? ['-CA', this.file(issuer, 'crt'), '-CAkey', this.file(issuer, 'key')] : ['-signkey', key];
      const serial = `0x00${randomBytes(15).toString('hex')}`;
      openssl(['x509', '-req', '-in', request, ...signer, '-set_serial', serial, '-days', String(plan.spec.validityDays), '-extfile', extensions, '-out', certificate]);
    }
    return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
  }

  private newKey(file: string, algorithm: string): void {
    if (existsSync(file)) return;
    const [, kind, size] = /^(ECDSA-P|RSA-)(\d+)$/.exec(algorithm)!;
    openssl(['genpkey', '-out', file, ...(kind === 'RSA-' ? ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${size}`] : ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:P-${size}`])]);
  }

  private file(plan: any, suffix: string): string {
    return join(this.directory, `${plan.kind}-${plan.metadata.name}.${suffix}`);
  }
}

function subjectOf({ subject }: any): string {
  return [...(subject.organizations ?? []).map((name: string) => `/O=${name}`), `/CN=${subject.commonName}`].join('');
}

/** Of the plan alone: a kubeconfig is a client, and nothing else is added to what the plan says. */
function extensionsOf(spec: any): string {
  const names = [...(spec.dnsNames ?? []).map((name: string) => `DNS:${name}`), ...(spec.ipAddresses ?? []).map((address: string) => `IP:${address}`)];
  const usages = (spec.usages ?? (spec.ca || !spec.server ? [] : ['client auth'])).map((usage: string) => ({ 'server auth': 'serverAuth', 'client auth': 'clientAuth' })[usage]);
  return [
    `basicConstraints = critical, CA:${spec.ca ? 'TRUE' : 'FALSE'}`,
    `keyUsage = critical, ${spec.ca ? 'keyCertSign, cRLSign' : 'digitalSignature, keyEncipherment'}`,
    ...(usages.length > 0 ? [`extendedKeyUsage = ${usages.join(', ')}`] : []),
    ...(names.length > 0 ? [`subjectAltName = ${names.join(', ')}`] : []),
    '',
  ].join('\n');
}

function openssl(args: string[]): string {
  return execFileSync('openssl', args, { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'pipe'] });
}
