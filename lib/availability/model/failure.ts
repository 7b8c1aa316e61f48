/** The programs whose crash or hang is looked at. */
export const PROCESSES = [
  'etcd',
  'haproxy',
  'keepalived',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-vip',
  'kubelet',
] as const;

/** A program that can crash or hang. */
export type Process = (typeof PROCESSES)[number];

/** What a certificate is for; where it runs out on one host, that host alone is concerned. */
export const CERTIFICATE_USES = [
  'apiserver-serving',
  'apiserver-etcd-client',
  'apiserver-kubelet-client',
  'controller-manager-client',
  'etcd-peer',
  'etcd-serving',
  'front-proxy-client',
  'kubelet-client',
  'kubelet-serving',
  'scheduler-client',
] as const;

/** A certificate of one host. */
export type CertificateUse = (typeof CERTIFICATE_USES)[number];

/** The CAs: where one runs out, every certificate below it does. */
export const AUTHORITIES = ['kubernetes-ca', 'etcd-ca', 'front-proxy-ca'] as const;

/** A certificate that signs others. */
export type Authority = (typeof AUTHORITIES)[number];

/** One thing that goes wrong. It lasts: what comes back by itself makes it better, never worse. */
export type Failure =
  /** A program is gone: its port refuses connections. */
  | { readonly kind: 'crash'; readonly host: string; readonly process: Process }
  /** A program stands still: the kernel accepts connections for it, and nobody answers. */
  | { readonly kind: 'hang'; readonly host: string; readonly process: Process }
  /** A host is gone without a word: power, kernel, hardware. */
  | { readonly kind: 'host'; readonly host: string }
  /** A host runs and reaches nobody. */
  | { readonly kind: 'network'; readonly host: string }
  /** Every host of a zone is gone. */
  | { readonly kind: 'zone'; readonly zone: string }
  /** Hosts reach those of their own group only; a host in no group is a group of its own. */
  | { readonly kind: 'partition'; readonly groups: string[][] }
  /** A certificate of a host has run out. */
  | { readonly kind: 'expired'; readonly host: string; readonly use: CertificateUse }
  /** A CA has run out. */
  | { readonly kind: 'expired-ca'; readonly authority: Authority };

/** A failure in words: `cp-1 lost`, `etcd on cp-2 hangs`. */
export function describeFailure(failure: Failure): string {
  switch (failure.kind) {
    case 'crash':
      return `${failure.process} on ${failure.host} crashes`;
    case 'hang':
      return `${failure.process} on ${failure.host} hangs`;
    case 'host':
      return `${failure.host} lost`;
    case 'network':
      return `${failure.host} cut off the network`;
    case 'zone':
      return `zone ${failure.zone} lost`;
    case 'partition':
      return `network split into ${failure.groups.map((group) => group.join('+')).join(' | ')}`;
    case 'expired':
      return `${failure.use} certificate of ${failure.host} expired`;
    case 'expired-ca':
      return `${failure.authority} expired`;
  }
}
