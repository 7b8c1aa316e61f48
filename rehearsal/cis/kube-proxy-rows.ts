import { parse } from 'yaml';
import { isMap, text } from '../../lib/availability/read/reading';
import { SeenFile } from './facts';
import { fileRows } from './file-row';
import { elsewhere, FINE, Found, Row, ruleOf, wrong } from './row';
import { RunningHost } from './running-host';

const COMPONENT = 'kube-proxy';

const NOT_HERE = 'kube-proxy does not run; its place and its files are the business of who installs it';

const LOOPBACK = '127.0.0.1';

/** What decides about kube-proxy where it runs: the description does not place it. */
export const KUBE_PROXY_ROWS: Row[] = [
  ...fileRows({
    what: 'kubeconfig of kube-proxy',
    automated: false,
    mode: { id: '4.1.3', mask: 0o600 },
    owner: { id: '4.1.4' },
    none: 'no kube-proxy with a kubeconfig runs',
    files: kubeconfigs,
  }),
  {
    id: '4.3.1',
    automated: true,
    title: 'metrics of kube-proxy: on loopback only',
    note: 'new in cis-1.9',
    acknowledgedBy: [ruleOf('4.3.1')],
    find: metrics,
  },
];

function kubeconfigs(host: RunningHost): SeenFile[] {
  const inFile = configuration(host)?.clientConnection;
  return host.named([host.flagsOf(COMPONENT)?.value('kubeconfig'), isMap(inFile) ? text(inFile.kubeconfig) : undefined]);
}

function metrics(host: RunningHost): Found {
  const flags = host.flagsOf(COMPONENT);
  if (!flags) return elsewhere(NOT_HERE);
  const file = flags.value('config');
  const document = configuration(host);
  if (file !== undefined && !document) return wrong(`${file}: not there, or not readable`);
  const address = file === undefined ? flags.value('metrics-bind-address') : text(document?.metricsBindAddress);
  const fine = (address ?? '') === '' || address === LOOPBACK || address!.startsWith(`${LOOPBACK}:`);
  return fine ? FINE : wrong(`kube-proxy metricsBindAddress: ${address}; allowed: ${LOOPBACK}, or nothing`);
}

/** Its configuration file, which counts alone where there is one. */
function configuration(host: RunningHost): Record<string, unknown> | undefined {
  const content = host.facts.contents.get(host.flagsOf(COMPONENT)?.value('config') ?? '');
  try {
    const document: unknown = content === undefined ? undefined : parse(content);
    return isMap(document) ? document : undefined;
  } catch {
    return undefined;
  }
}
