import { canonical } from '../../cluster/address';
import { apiServersOf } from '../read/apiservers';
import { EtcdMember, etcdMembersOf } from '../read/etcd-members';
import { RenderedCluster } from '../read/rendered';
import { isValidFor, placeOfUrl, servingCertificate } from '../read/serving-certificates';
import { Fault, renderedRule } from './rule';

/** HA402. */
export const ETCD_CERTIFICATE_NAMES = renderedRule(
  {
    id: 'HA402',
    title: "every etcd member's certificates have the addresses by which it is reached",
    cause: 'apiservers and other members refuse a member whose certificate lacks the address that they called, and the vote is lost while it runs',
    fix: 'take back the patch or argument that changed the address or the certificate',
    needsWhole: true,
  },
  (cluster) =>
    etcdMembersOf(cluster).flatMap((member) => [
      ...missing(member, 'cert-file', [...clientAddresses(cluster, member), ...own(member, 'advertise-client-urls')]),
      ...missing(member, 'peer-cert-file', own(member, 'initial-advertise-peer-urls')),
    ]),
);

/** The addresses of `--etcd-servers` that lead to this member: its host's, or the loopback of an apiserver beside it. */
function clientAddresses(cluster: RenderedCluster, member: EtcdMember): string[] {
  const addresses = member.host.addresses.map(canonical);
  return apiServersOf(cluster).flatMap(({ host, pod }) =>
    pod
      .flags()
      .list('etcd-servers')
      .flatMap((url) => placeOfUrl(url)?.address ?? [])
      .filter((address) => addresses.includes(address) || (host === member.host && (address === '127.0.0.1' || address === '::1'))),
  );
}

function own(member: EtcdMember, flag: string): string[] {
  return member.pod
    .flags()
    .list(flag)
    .flatMap((url) => placeOfUrl(url)?.address ?? []);
}

function missing(member: EtcdMember, flag: string, asked: string[]): Fault[] {
  const certificate = servingCertificate(member.host, member.pod, flag);
  if (!certificate) return [];
  const names = [...new Set(asked)].filter((name) => !isValidFor(certificate, name)).sort();
  return names.length === 0
    ? []
    : [{ host: member.host.name, field: certificate.place, got: `no ${names.join(', ')}`, allowed: 'every address that is called' }];
}
