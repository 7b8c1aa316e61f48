import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { FrontEndForm } from '../../lib/cluster/endpoint-props';
import { haproxyConfig } from '../../lib/front-end/haproxy';
import { renderHaproxy } from '../../lib/front-end/haproxy-config';
import { HaproxyKind, HaproxyLoadBalancerProps } from '../../lib/front-end/haproxy-props';
import { SERVERS } from '../front-end/samples';
import { compareVersions, realPrograms, testEach } from './real-programs';

const IPV6 = SERVERS.map((server) => ({ ...server, address: server.address.replace('10.0.0.', 'fd00::') }));
const POD = FrontEndForm.STATIC_POD;

const VARIANTS: { readonly [name: string]: HaproxyLoadBalancerProps } = {
  'service on a control-plane host': { servers: SERVERS, ownServer: 'cp-1' },
  'static pod on a control-plane host': { servers: SERVERS, ownServer: 'cp-1', form: POD },
  'IPv6': { servers: IPV6, ownServer: 'cp-1' },
  'dual stack': { servers: SERVERS, ownServer: 'cp-1', bindAddresses: ['*', '::'] },
  'addresses instead of all': { servers: SERVERS, bindAddresses: ['127.0.0.1', '::1'], port: 6443 },
  'worker': { servers: SERVERS, kind: HaproxyKind.WORKER },
  'worker as a static pod': { servers: IPV6, kind: HaproxyKind.WORKER, form: POD },
  'a single apiserver': { servers: [SERVERS[1]!], ownServer: 'cp-1' },
  'a worker of a single apiserver': { servers: [SERVERS[1]!], kind: HaproxyKind.WORKER },
  'the kubeadm guide': { servers: SERVERS, ownServer: 'cp-1', kubeadmGuide: true },
  'the kubeadm guide as a static pod': { servers: SERVERS, ownServer: 'cp-1', kubeadmGuide: true, form: POD },
};

const PROGRAMS = realPrograms('haproxy');
const MODERN = PROGRAMS.filter(({ version }) => compareVersions(version, '2.4') >= 0);
const OLD = PROGRAMS.filter(({ version }) => version.startsWith('2.2.'));

/** What HAProxy says about a file, besides that it is valid; empty when it has no objection. */
function complaints(program: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ha-haproxy-'));
  try {
    writeFileSync(join(folder, 'haproxy.cfg'), text);
    const run = spawnSync(program, ['-c', '-f', join(folder, 'haproxy.cfg')], { encoding: 'utf8' });
    if (run.error) throw run.error;
    const said = `${run.stdout}${run.stderr}`.replace(/^Configuration file is valid\n/m, '');
    return run.status === 0 ? said : said || `exit ${run.status}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.each(Object.entries(VARIANTS))('%s', (_, props) => {
  testEach(MODERN)('HAProxy %s has no objection', ({ path }) => {
    expect(complaints(path, renderHaproxy(haproxyConfig(props)))).toBe('');
  });

  // 2.2 lacks two things that HAProxy's changelog dates 2.3-dev1 and 2.4-dev2. All else being valid in 2.2 and 2.6 both, it is in 2.4.
  testEach(OLD)('without the two things that came until 2.4, HAProxy %s has no objection either', ({ path }) => {
    const older = renderHaproxy(haproxyConfig(props)).replace(/^ +(clit|srvt)cpka-.*\n/gm, '').replace(' error-status L7OKC', '');
    expect(complaints(path, older)).toBe('');
  });
});

testEach(MODERN)('a misspelt word and a questionable setting are found by HAProxy %s', ({ path }) => {
  const text = renderHaproxy(haproxyConfig(VARIANTS.worker!));
  expect(complaints(path, text.replace('option allbackups', 'option allbackup'))).toContain("unknown option 'allbackup'");
  expect(complaints(path, text.replace(/ +timeout client .*\n/, ''))).toContain('missing timeouts');
});
