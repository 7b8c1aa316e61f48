import { Flags } from '../../lib/availability/read/flags';

/** Makes the value of a field out of the text of a flag. */
type Convert = (text: string) => unknown;

const asText: Convert = (text) => text;
const asBoolean: Convert = (text) => /^(1|t|true)$/i.test(text);
const asNumber: Convert = (text) => Number(text);
const asList: Convert = (text) => text.split(',');

/** The flags of a kubelet that set what a check asks for, with the fields of its configuration (kubelet's `options.go`, 1.28 to 1.36). */
const FIELDS: [flag: string, field: string, convert: Convert][] = [
  ['anonymous-auth', 'authentication.anonymous.enabled', asBoolean],
  ['authentication-token-webhook', 'authentication.webhook.enabled', asBoolean],
  ['authorization-mode', 'authorization.mode', asText],
  ['client-ca-file', 'authentication.x509.clientCAFile', asText],
  ['event-qps', 'eventRecordQPS', asNumber],
  ['make-iptables-util-chains', 'makeIPTablesUtilChains', asBoolean],
  ['pod-manifest-path', 'staticPodPath', asText],
  ['pod-max-pids', 'podPidsLimit', asNumber],
  ['read-only-port', 'readOnlyPort', asNumber],
  ['rotate-certificates', 'rotateCertificates', asBoolean],
  ['seccomp-default', 'seccompDefault', asBoolean],
  ['streaming-connection-idle-timeout', 'streamingConnectionIdleTimeout', asText],
  ['tls-cert-file', 'tlsCertFile', asText],
  ['tls-cipher-suites', 'tlsCipherSuites', asList],
  ['tls-private-key-file', 'tlsPrivateKeyFile', asText],
];

/** What a kubelet without a configuration file starts from, where that is laxer than the defaults of the file. */
const WITHOUT_FILE = {
  authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
  authorization: { mode: 'AlwaysAllow' },
  readOnlyPort: 10255,
};

/**
 * The texts that make up a kubelet's configuration as it runs: the file, its drop-ins, and last what the command line sets, because that wins.
 *
 * @param flags its command line
 * @param texts contents of files, by path
 * @returns undefined where the file that it names could not be read
 */
export function kubeletTexts(flags: Flags, texts: ReadonlyMap<string, string>): string[] | undefined {
  const file = flags.value('config') ?? '';
  const folder = (flags.value('config-dir') ?? '').replace(/\/+$/, '');
  const main = file === '' ? JSON.stringify(WITHOUT_FILE) : texts.get(file);
  if (main === undefined) return undefined;
  const dropIns = [...texts.keys()].filter((path) => folder !== '' && path.startsWith(`${folder}/`) && path.endsWith('.conf')).sort();
  return [main, ...dropIns.map((path) => texts.get(path)!), JSON.stringify(commandLine(flags))];
}

function commandLine(flags: Flags): Record<string, unknown> {
  const document = {};
  for (const [flag, field, convert] of FIELDS) {
    if (!flags.has(flag)) continue;
    const value = convert === asBoolean ? flags.bool(flag) : convert(flags.value(flag)!);
    place(document, field.split('.'), value);
  }
  const gates = flags.list('feature-gates').map((gate): [string, unknown] => [gate.replace(/=.*$/, ''), asBoolean(gate.replace(/^[^=]*=/, ''))]);
  return gates.length === 0 ? document : { ...document, featureGates: Object.fromEntries(gates) };
}

function place(document: Record<string, unknown>, [field = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) document[field] = value;
  else place((document[field] ??= {}) as Record<string, unknown>, rest, value);
}
