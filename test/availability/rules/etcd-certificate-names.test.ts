import { JsonPatch } from 'cdk8s';
import { EtcdTopology, Patch } from '../../../lib';
import { ETCD_CERTIFICATE_NAMES } from '../../../lib/availability/rules/etcd-certificate-names';
import { describe as line } from '../../../lib/cluster/finding';
import { rendered } from './certificate-names';

const external = EtcdTopology.external({ members: [1, 2, 3].map((n) => ({ name: `etcd-${n}`, address: `10.0.0.2${n}`, zone: `z${n}` })) });
const names = (name: string, addresses: string[]) => [Patch.json({ kind: 'Certificate', name }, [JsonPatch.replace('/spec/ipAddresses', addresses)])];
const FIX = 'allowed: every address that is called; fix: take back the patch or argument that changed the address or the certificate';

test.each([['stacked', undefined], ['external', external]])('%s members have every address', (_, etcd) => {
  expect(ETCD_CERTIFICATE_NAMES.check(rendered(etcd ? { etcd } : {}))).toEqual([]);
});

test('the loopback address is what an apiserver beside the member calls', () => {
  expect(ETCD_CERTIFICATE_NAMES.check(rendered({ patches: names('cp-1-etcd-server', ['10.0.0.11']) })).map(line)).toEqual([
    `HA402 cp-1 Certificate/cp-1-etcd-server: got no 127.0.0.1; ${FIX}`,
  ]);
});

test('an external member needs no loopback address, but its own', () => {
  expect(ETCD_CERTIFICATE_NAMES.check(rendered({ etcd: external, patches: names('etcd-1-etcd-server', ['10.0.0.21']) }))).toEqual([]);
  expect(ETCD_CERTIFICATE_NAMES.check(rendered({ etcd: external, patches: names('etcd-1-etcd-server', ['10.0.0.22']) })).map(line)).toEqual([
    `HA402 etcd-1 Certificate/etcd-1-etcd-server: got no 10.0.0.21; ${FIX}`,
  ]);
});

test('the other members call the address of the peer URL', () => {
  expect(ETCD_CERTIFICATE_NAMES.check(rendered({ patches: names('cp-3-etcd-peer', ['127.0.0.1']) })).map(line)).toEqual([
    `HA402 cp-3 Certificate/cp-3-etcd-peer: got no 10.0.0.13; ${FIX}`,
  ]);
});
