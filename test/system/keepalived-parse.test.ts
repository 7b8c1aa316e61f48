import { spawnSync } from 'child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join } from 'path';
import { Keepalived } from '../../lib/front-end/keepalived';
import { KeepalivedProps } from '../../lib/front-end/keepalived-props';
import { KEEPALIVED_PROPS as ALL } from '../front-end/samples';
import { objectsOf } from '../yaml';
import { compareVersions, RealProgram, realPrograms, testEach } from './real-programs';

const IPV6: Partial<KeepalivedProps> = { addresses: ['fd00::11'], peers: ['fd00::12', 'fd00::13'], virtualAddresses: [{ address: 'fd00::100', prefix: 64 }] };
const DUAL: Partial<KeepalivedProps> = {
  addresses: [...ALL.addresses, ...IPV6.addresses!],
  peers: [...ALL.peers, ...IPV6.peers!],
  virtualAddresses: [...ALL.virtualAddresses, ...IPV6.virtualAddresses!],
};

const VARIANTS: { readonly [name: string]: Partial<KeepalivedProps> } = {
  'IPv4': {},
  'IPv6': IPV6,
  'dual stack': DUAL,
  'without real time': { realtime: false },
  'two hosts': { peers: ['10.0.0.12'] },
  'one host': { peers: [] },
  'a long name': { ...DUAL, instanceName: 'c'.repeat(63) },
  'the highest numbers': { priority: 254, virtualRouterId: 255 },
  'the kubeadm guide, on the first host': { kubeadmGuide: true, startsAsMaster: true, priority: 101 },
  'the kubeadm guide, on another host': { kubeadmGuide: true, priority: 100 },
};

/** 2.2.4 is what is promised. All being valid in 2.1 and in 2.2.7 both, it is in between. */
const PROGRAMS = realPrograms('keepalived').filter(({ version }) => compareVersions(version, '2.1') >= 0);

/** What keepalived says about the files of one host, as they lie there; empty when it has no objection. */
function complaints(program: RealProgram, props: Partial<KeepalivedProps>, change = (text: string) => text): string {
  const folder = mkdtempSync(join(tmpdir(), 'ha-keepalived-'));
  try {
    for (const { spec } of objectsOf((chart) => void new Keepalived(chart, 'keepalived', { ...ALL, ...props }))) {
      if (!spec.path.startsWith('/etc/keepalived/')) continue;
      writeFileSync(join(folder, basename(spec.path)), change(spec.content));
      chmodSync(join(folder, basename(spec.path)), parseInt(spec.mode, 8));
    }
    if (existsSync(`${program.path}.config-opts`)) copyFileSync(`${program.path}.config-opts`, join(folder, 'keepalived.config-opts'));
    // In namespaces of its own the files lie where they are on a host, script and all, and there is an eth0.
    const root = process.getuid?.() === 0 ? [] : ['--map-root-user'];
    const command = 'ip link add eth0 type veth peer name peer0 && mount --bind "$0" /etc/keepalived && exec "$1" --config-test -f /etc/keepalived/keepalived.conf';
    const run = spawnSync('unshare', [...root, '--mount', '--net', 'sh', '-c', command, folder, program.path], { encoding: 'utf8' });
    if (run.error) throw run.error;
    const said = `${run.stdout}${run.stderr}`;
    return run.status === 0 ? said : said || `exit ${run.status ?? run.signal}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.each(Object.entries(VARIANTS))('%s', (_, props) => {
  testEach(PROGRAMS)('keepalived %s has no objection', (program) => {
    expect(complaints(program, props)).toBe('');
  });
});

testEach(PROGRAMS)('a misspelt word is found by keepalived %s', (program) => {
  expect(complaints(program, {}, (text) => text.replace('nopreempt', 'nopreemt'))).toContain("Unknown keyword 'nopreemt'");
});

const WHOLE = PROGRAMS.filter(({ version }) => compareVersions(version, '2.3') < 0);

testEach(WHOLE)('a check every half second, which 2.3 has, is refused by keepalived %s', (program) => {
  expect(complaints(program, {}, (text) => text.replace('interval 1\n', 'interval 0.5\n'))).toContain("interval '0.5' must be between 1 and");
});
