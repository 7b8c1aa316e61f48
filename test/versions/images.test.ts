import { componentImage, etcdImage, pauseImage } from '../../lib/versions/images';

test.each([
  [undefined, 'registry.k8s.io'],
  ['registry.example:5000/k8s', 'registry.example:5000/k8s'],
])('images come from registry %s', (given, used) => {
  expect([componentImage(given, 'kube-apiserver', '1.36.3'), etcdImage(given, '3.6.8-0'), pauseImage(given, '3.10.2')]).toEqual([
    `${used}/kube-apiserver:v1.36.3`, `${used}/etcd:3.6.8-0`, `${used}/pause:3.10.2`,
  ]);
});
