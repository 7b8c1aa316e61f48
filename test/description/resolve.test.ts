import { Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { ControlPlaneEndpoint, EtcdTopology, HaClusterProps } from '../../lib';
import { Description, hostsOf } from '../../lib/description/description';
import { resolve } from '../../lib/description/resolve';
import { referenceProps } from '../reference';
import { description, permuted } from './generated';
import { at, bgp, controlPlanes, dualStack, external, vrrp } from './given';

function described(change: Partial<HaClusterProps> = {}, name = 'prod'): Description {
  const { description: resolved, findings } = resolve(name, { ...referenceProps(), ...change });
  expect(findings).toEqual([]);
  return resolved;
}

/** Everything but where the user wrote it. */
function content(props: HaClusterProps): unknown {
  const { failoverTiming: _, version, endpoint, ...rest } = resolve('prod', props).description;
  const { props: __, ...place } = endpoint ?? {};
  return JSON.parse(
    JSON.stringify({ ...rest, version: version.version, endpoint: place }, (key, value) =>
      key === 'path' && /\[\d+\]$/.test(value) ? undefined : value,
    ),
  );
}

test('everything that is not given has a default', () => {
  const { etcd, endpoint, networks, pki, preset, style, complete, leftOut } = described();
  expect(etcd).toMatchObject({ kind: 'stacked', bootstrap: 'new', version: '3.6.8-0', token: 'prod', dataDirectory: '/var/lib/etcd', endpoints: [] });
  expect(etcd.quota.toGibibytes()).toBe(8);
  expect(endpoint).toMatchObject({
    kind: 'haproxyKeepalived',
    host: '10.0.0.100',
    port: 8443,
    virtualAddresses: ['10.0.0.100/24'],
    workerLoadBalancer: true,
    certificateNames: [],
    neighbourRouterIds: [],
  });
  expect(networks).toEqual({ nodes: ['10.0.0.0/24'], pods: ['10.244.0.0/16'], services: ['10.96.0.0/12'], domain: 'cluster.local' });
  expect([pki.keyAlgorithm, pki.caValidity.toDays(), pki.certificateValidity.toDays()]).toEqual(['ECDSA-P256', 3650, 365]);
  expect([preset, style, complete, leftOut]).toEqual(['balanced', 'own', true, []]);
});

test('what is given replaces the default', () => {
  const { etcd, pki, endpoint, networks } = described({
    etcd: EtcdTopology.stacked({ token: 't', quota: Size.gibibytes(4), version: '3.5.24-0', dataDirectory: '/data' }),
    endpoint: vrrp({ port: 9443, routerId: 7 }),
    pki: { certificateValidity: Duration.days(90) },
    networks: { nodes: ['10.0.0.0/16'], domain: 'k8s.example' },
  });
  expect([etcd.token, etcd.quota.toGibibytes(), etcd.version, etcd.dataDirectory]).toEqual(['t', 4, '3.5.24-0', '/data']);
  expect([endpoint?.port, endpoint?.routerId, endpoint?.virtualAddresses]).toEqual([9443, 7, ['10.0.0.100/16']]);
  expect([pki.caValidity.toDays(), pki.certificateValidity.toDays(), networks.domain]).toEqual([3650, 90, 'k8s.example']);
});

test('hosts are sorted by name and remember where the user wrote them', () => {
  const { controlPlanes: found } = described({ controlPlanes: [...controlPlanes(3)].reverse() });
  expect(found.map(({ name, path }) => `${name} ${path}`)).toEqual(['cp-1 controlPlanes[2]', 'cp-2 controlPlanes[1]', 'cp-3 controlPlanes[0]']);
});

test('priorities fall from 200 by name, around those that are given', () => {
  const priorities = (given: (number | undefined)[]) =>
    described({ controlPlanes: controlPlanes(3).map((host, index) => ({ ...host, vrrpPriority: given[index] })) }).controlPlanes.map(
      (host) => host.vrrpPriority,
    );
  expect(priorities([])).toEqual([200, 199, 198]);
  expect(priorities([undefined, undefined, 200])).toEqual([199, 198, 200]);
  expect(priorities([undefined, 1, undefined])).toEqual([200, 1, 199]);
});

test('stacked members are the control planes themselves, external ones are hosts of their own', () => {
  const stacked = described();
  expect(stacked.etcd.members).toBe(stacked.controlPlanes);
  expect(hostsOf(stacked).map((host) => `${host.name} ${host.roles}`)).toEqual([
    'cp-1 control-plane,etcd',
    'cp-2 control-plane,etcd',
    'cp-3 control-plane,etcd',
    'worker-1 worker',
  ]);
  expect(hostsOf(described({ etcd: external(['a', 'b', 'c']) })).map((host) => `${host.name} ${host.roles}`)).toEqual([
    'cp-1 control-plane',
    'cp-2 control-plane',
    'cp-3 control-plane',
    'etcd-1 etcd',
    'etcd-2 etcd',
    'etcd-3 etcd',
    'worker-1 worker',
  ]);
});

test('addresses are written in one way, and a repeated one counts once', () => {
  const [first] = described({ controlPlanes: [{ name: 'cp-1', address: 'FD00:0::0011', addresses: ['fd00::11', '10.0.0.11'] }] }).controlPlanes;
  expect(first).toMatchObject({ address: 'fd00::11', addresses: ['fd00::11', '10.0.0.11'] });
});

test('ranges follow the families of the hosts, the primary one first', () => {
  const { networks, families } = described({
    controlPlanes: dualStack(),
    endpoint: vrrp({ secondVirtualIp: 'fd00::100' }),
    networks: { services: ['fd00:10:96::/112', '10.96.0.0/12'] },
  });
  expect(families).toEqual(['ipv4', 'ipv6']);
  expect(networks).toMatchObject({
    nodes: ['10.0.0.0/24', 'fd00::/64'],
    pods: ['10.244.0.0/16', 'fd00:10:244::/56'],
    services: ['10.96.0.0/12', 'fd00:10:96::/112'],
  });
});

test('no node network is guessed where no /24 holds everything, and a routed address has no say in it', () => {
  expect(described({ controlPlanes: at('10.0.0.11', '10.0.0.12', '10.0.1.13') }).networks.nodes).toEqual([]);
  expect(described({ endpoint: vrrp({ virtualIp: '10.0.1.100' }) }).networks.nodes).toEqual([]);
  expect(described({ endpoint: bgp({}) })).toMatchObject({ networks: { nodes: ['10.0.0.0/24'] }, endpoint: { virtualAddresses: ['10.9.9.9/32'] } });
});

test('the router id comes from the name of the cluster and is one that VRRP has', () => {
  const ids = Array.from({ length: 200 }, (_, index) => described({}, `cluster-${index}`).endpoint?.routerId ?? 0);
  expect(ids.every((id) => id >= 1 && id <= 255)).toBe(true);
  expect(new Set(ids).size).toBeGreaterThan(100);
  expect(described({}, 'prod').endpoint?.routerId).toBe(210);
  expect(described({ endpoint: ControlPlaneEndpoint.external({ host: 'api.example' }) }).endpoint?.routerId).toBe(0);
});

test('what cannot be used is left out, and its property is named', () => {
  const wrong: any = {
    ...referenceProps(),
    controlPlanes: [...controlPlanes(3), { name: 'CP', address: '10.0.0.14' }],
    networks: { pods: 'x' },
    colour: 'blue',
  };
  const { description: resolved, findings } = resolve('prod', wrong);
  expect(findings.map(({ path, rule }) => `${rule.id} ${path}`).sort()).toEqual([
    'HA001 colour',
    'HA003 networks.pods',
    'HA010 controlPlanes[3].name',
  ]);
  expect([resolved.complete, [...resolved.leftOut].sort(), resolved.controlPlanes.length]).toEqual([
    false,
    ['colour', 'controlPlanes', 'networks'],
    3,
  ]);
});

test('where nothing can be read, everything is left out', () => {
  const { leftOut } = resolve('prod', undefined as any).description;
  expect(leftOut).toEqual(expect.arrayContaining(['controlPlanes', 'etcd', 'endpoint', 'networks']));
});

test('the order of lists has no meaning', () => {
  fc.assert(
    fc.property(description, fc.nat(100), (props, seed) => {
      expect(content(permuted(props, seed))).toEqual(content(props));
    }),
    { numRuns: 60 },
  );
});
