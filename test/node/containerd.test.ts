import { Containerd } from '../../lib';
import { yamlOf } from '../yaml';

test('the runtime of one host', () => {
  expect(yamlOf((chart) => new Containerd(chart, 'containerd', { sandboxImage: 'registry.k8s.io/pause:3.10.2' }))).toMatchInlineSnapshot(`
"apiVersion: ha-cluster.local/v1alpha1
kind: HostFile
metadata:
  annotations:
    config.kubernetes.io/local-config: "true"
  name: etc-containerd-config-toml
spec:
  content: |
    version = 2
    imports = ["/etc/containerd/conf.d/*.toml"]

    [plugins."io.containerd.grpc.v1.cri"]
      sandbox_image = "registry.k8s.io/pause:3.10.2"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = true

    [plugins."io.containerd.grpc.v1.cri".registry]
      config_path = "/etc/containerd/certs.d"
  group: root
  mode: "0644"
  onChange:
    action: restart
    unit: containerd.service
  owner: root
  path: /etc/containerd/config.toml
---
apiVersion: ha-cluster.local/v1alpha1
kind: HostFile
metadata:
  annotations:
    config.kubernetes.io/local-config: "true"
  name: etc-systemd-system-containerd-service-d-90-ha-cluster-conf
spec:
  content: |
    [Service]
    Restart=always
    RestartSec=1

    [Unit]
    StartLimitIntervalSec=0
  group: root
  mode: "0644"
  onChange:
    action: restart
    unit: containerd.service
  owner: root
  path: /etc/systemd/system/containerd.service.d/90-ha-cluster.conf
"
`);
});
