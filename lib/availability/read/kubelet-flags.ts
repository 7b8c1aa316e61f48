import { Flags } from './flags';

/** How the text of a flag becomes the value of a field. */
type Conversion = (flags: Flags, name: string) => unknown;

const asText: Conversion = (flags, name) => flags.value(name);
const asNumber: Conversion = (flags, name) => flags.number(name) ?? flags.value(name);
const asBoolean: Conversion = (flags, name) => flags.bool(name) ?? flags.value(name);
const asList: Conversion = (flags, name) => flags.list(name);
const asMap: Conversion = (flags, name) =>
  Object.fromEntries(
    flags.list(name).map((entry) => {
      const [key = '', value = ''] = entry.split('=');
      return [key, value === 'true' || value === 'false' ? value === 'true' : value];
    }),
  );

/** Flags of the kubelet and the fields that they override, as far as anything here looks at them (pkg/kubelet options, 1.28 to 1.36). */
const OVERRIDES: readonly [flag: string, path: readonly string[], convert: Conversion][] = [
  ['address', ['address'], asText],
  ['anonymous-auth', ['authentication', 'anonymous', 'enabled'], asBoolean],
  ['authentication-token-webhook', ['authentication', 'webhook', 'enabled'], asBoolean],
  ['authorization-mode', ['authorization', 'mode'], asText],
  ['client-ca-file', ['authentication', 'x509', 'clientCAFile'], asText],
  ['event-qps', ['eventRecordQPS'], asNumber],
  ['feature-gates', ['featureGates'], asMap],
  ['healthz-bind-address', ['healthzBindAddress'], asText],
  ['healthz-port', ['healthzPort'], asNumber],
  ['make-iptables-util-chains', ['makeIPTablesUtilChains'], asBoolean],
  ['node-status-update-frequency', ['nodeStatusUpdateFrequency'], asText],
  ['pod-manifest-path', ['staticPodPath'], asText],
  ['pod-max-pids', ['podPidsLimit'], asNumber],
  ['port', ['port'], asNumber],
  ['read-only-port', ['readOnlyPort'], asNumber],
  ['rotate-certificates', ['rotateCertificates'], asBoolean],
  ['seccomp-default', ['seccompDefault'], asBoolean],
  ['streaming-connection-idle-timeout', ['streamingConnectionIdleTimeout'], asText],
  ['tls-cert-file', ['tlsCertFile'], asText],
  ['tls-cipher-suites', ['tlsCipherSuites'], asList],
  ['tls-private-key-file', ['tlsPrivateKeyFile'], asText],
];

/** What the command line of a kubelet says over its configuration, as YAML of the fields that it sets; undefined where it sets none. */
export function kubeletOverrides(flags: Flags): string | undefined {
  const document: Record<string, unknown> = {};
  for (const [flag, path, convert] of OVERRIDES) if (flags.has(flag)) set(document, path, convert(flags, flag));
  return Object.keys(document).length === 0 ? undefined : JSON.stringify(document);
}

function set(document: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) document[key] = value;
  else {
    const inner = (document[key] ?? {}) as Record<string, unknown>;
    document[key] = inner;
    set(inner, rest, value);
  }
}
