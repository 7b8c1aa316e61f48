import { Acknowledgement } from '../cluster/patch';
import { FrontEndStyle } from '../cluster/timing';
import { HostDescription } from './description';

/** Accepted in every cluster, each with the reason that reports show. */
const EVERYWHERE: Acknowledgement[] = [
  {
    rule: 'CIS-1.2.1',
    reason: 'kubelets and balancers ask the health paths without a certificate; anonymous requests reach nothing else, by AuthenticationConfiguration from 1.32 on and by RBAC before',
  },
  { rule: 'CIS-1.2.11', reason: 'AlwaysPullImages makes every pod start depend on the registry, and breaks hosts whose images were imported' },
];

const STANDALONE: Acknowledgement[] = [
  { rule: 'CIS-4.2.2', reason: 'a kubelet without an API server has nobody to ask whether a request is allowed; it serves none (enableServer: false)' },
  { rule: 'CIS-4.2.9', reason: 'the kubelet of an etcd host serves nothing (enableServer: false), so it has no serving certificate' },
];

/** What the preset `kubeadmGuide` breaks by being the guide. */
const GUIDE: Acknowledgement[] = ['HA205', 'HA206', 'HA209', 'HA213', 'HA216'].map((rule) => ({
  rule,
  reason: 'the preset kubeadmGuide renders the public guide as it is, to measure against',
}));

/** What is accepted by the design of the blueprint or of a preset, and not by the user. */
export function builtInAcknowledgements(style: FrontEndStyle, etcdHosts: HostDescription[]): Acknowledgement[] {
  const standalone = etcdHosts.filter((host) => !host.roles.includes('control-plane'));
  return [
    ...EVERYWHERE,
    ...standalone.flatMap((host) => STANDALONE.map((entry) => ({ ...entry, host: host.name }))),
    ...(style === FrontEndStyle.KUBEADM_GUIDE ? GUIDE : []),
  ];
}
