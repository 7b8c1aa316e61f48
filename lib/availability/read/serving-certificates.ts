import { canonical } from '../../cluster/address';
import { certificatesIn } from './certificates';
import { isMap, text } from './reading';
import { RenderedHost } from './rendered-host';
import { RenderedPod } from './rendered-pod';

/** The certificate that a component serves with. */
export interface ServingCertificate {
  /** The plan object, as in `Certificate/cp-1-apiserver`, or the path of the file. */
  readonly place: string;
  /** Every name and address that it is valid for. */
  readonly names: string[];
}

/** Whether a certificate is valid for a name or address; a wildcard stands for one label. */
export function isValidFor({ names }: ServingCertificate, name: string): boolean {
  return names.includes(name) || names.includes(name.replace(/^[^.]+\./, '*.'));
}

/** The certificate behind a flag, as it is planned or as its file has it; undefined where neither is known. */
export function servingCertificate(host: RenderedHost, pod: RenderedPod, flag: string): ServingCertificate | undefined {
  const path = pod.flags().value(flag);
  if (path === undefined) return undefined;
  const outside = pod.hostPathOf(path) ?? path;
  const file = host.files.get(outside);
  const source: unknown = file?.spec.contentFrom;
  if (!isMap(source)) return written(outside, file?.content);
  const planned = source.kind === 'Certificate' ? host.certificates.find((object) => object.metadata?.name === source.name) : undefined;
  if (!planned) return undefined;
  return { place: `Certificate/${String(source.name)}`, names: [...texts(planned.spec?.dnsNames), ...texts(planned.spec?.ipAddresses).map(canonical)] };
}

/** A server shows the first certificate of its file. */
function written(place: string, content: string | undefined): ServingCertificate | undefined {
  const [first] = content === undefined ? [] : certificatesIn(content);
  return first && { place, names: first.names };
}

/** The host and port of a URL; undefined for other text. */
export function placeOfUrl(url: unknown): { readonly address: string; readonly port: number } | undefined {
  const match = /^https?:\/\/(\[[^\]]+\]|[^:/]+)(?::(\d+))?\/?$/.exec(text(url) ?? '');
  return match ? { address: canonical((match[1] ?? '').replace(/^\[|\]$/g, '')), port: Number(match[2] ?? 443) } : undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}
