import { RenderedCluster } from '../../lib/availability/read/rendered';
import { HAPROXY, haproxyText, KEEPALIVED, keepalivedText, SCRIPT } from './front-end-files';
import { clusterOf, labelled, podObject, TestHost } from './rendered-objects';

const LEASE = ['--leader-elect=true', '--leader-elect-lease-duration=6s', '--leader-elect-renew-deadline=4s', '--leader-elect-retry-period=1s'];

/** A control-plane host that breaks no rule. */
export function goodHost(number: number): TestHost {
  const address = `10.0.0.1${number}`;
  const pki = { name: 'pki', hostPath: { path: '/etc/kubernetes/pki', type: 'Directory' } };
  return {
    addresses: [address],
    spec: { kubeletVersion: '1.36.3' },
    files: {
      [HAPROXY]: haproxyText(),
      [KEEPALIVED]: keepalivedText({ priority: 150 - number }),
      [SCRIPT]: '#!/bin/sh\nexec wget -q -T 0.4 http://127.0.0.1:8444/readyz\n',
      '/etc/kubernetes/pki/sa.key': undefined,
      '/var/lib/kubelet/config.yaml': 'staticPodPath: /etc/kubernetes/manifests\nshutdownGracePeriodByPodPriority: [{ priority: 2000000000, shutdownGracePeriodSeconds: 80 }]',
    },
    pods: [
      podObject('kube-apiserver', [`--advertise-address=${address}`, '--secure-port=6443', '--shutdown-delay-duration=5s', '--goaway-chance=0.001'], {
        terminationGracePeriodSeconds: 80,
        priority: 2_000_000_000,
        volumes: [pki],
      }),
      podObject('kube-controller-manager', ['--bind-address=127.0.0.1', ...LEASE]),
      podObject('kube-scheduler', ['--bind-address=127.0.0.1', ...LEASE]),
      podObject('etcd', [
        `--listen-client-urls=https://127.0.0.1:2379,https://${address}:2379`,
        `--listen-peer-urls=https://${address}:2380`,
        '--listen-metrics-urls=http://127.0.0.1:2381',
        '--heartbeat-interval=100',
        '--election-timeout=1000',
      ]),
    ],
  };
}

/** What the file `sa.key` of the hosts comes from. */
export const SA_KEY = labelled({ apiVersion: 'ha-cluster.local/v1alpha1', kind: 'SecretKey', metadata: { name: 'sa' }, spec: { type: 'pair' } });

/** Two control-plane hosts that break no rule. */
export function goodCluster(spec?: any): RenderedCluster {
  return clusterOf({ 'cp-1': goodHost(1), 'cp-2': goodHost(2) }, spec, [SA_KEY]);
}
