import { canonical } from '../../cluster/address';
import { isMap, text } from './reading';
import { RenderedHost } from './rendered-host';
import { RenderedPod } from './rendered-pod';

/** The planned certificate that a component serves with. */
export interface ServingCertificate {
  /** Name of the plan object. */
  readonly name: string;
  /** Every name and address that it is valid for. */
  readonly names: string[];
}

/** The certificate behind a flag; undefined where the file does not come from the plan, so that nothing is known about it. */
export function servingCertificate(host: RenderedHost, pod: RenderedPod, flag: string): ServingCertificate | undefined {
  const path = pod.flags().value(flag);
  const source: unknown = path === undefined ? undefined : host.files.get(path)?.spec.contentFrom;
  if (!isMap(source) || source.kind !== 'Certificate') return undefined;
  const planned = host.certificates.find((object) => object.metadata?.name === source.name);
  if (!planned) return undefined;
  return { name: String(source.name), names: [...texts(planned.spec?.dnsNames), ...texts(planned.spec?.ipAddresses).map(canonical)] };
}

/** The host and port of a URL; undefined for other text. */
export function placeOfUrl(url: unknown): { readonly address: string; readonly port: number } | undefined {
  const match = /^https?:\/\/(\[[^\]]+\]|[^:/]+)(?::(\d+))?\/?$/.exec(text(url) ?? '');
  return match ? { address: canonical((match[1] ?? '').replace(/^\[|\]$/g, '')), port: Number(match[2] ?? 443) } : undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}
