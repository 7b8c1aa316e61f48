import { maps, text } from '../read/reading';
import { RenderedPod } from '../read/rendered-pod';
import { Fault, renderedRule } from './rule';

/** HA307. */
export const CONTAINERS = renderedRule(
  {
    id: 'HA307',
    title: 'every container of a static pod has a name and an image, and nothing is mounted twice',
    cause: 'the kubelet refuses the whole manifest, and the component is gone on every host that has it',
    fix: 'correct the name in the patch that added it; a name that exists is merged, another one makes a new container',
  },
  (cluster) => cluster.hosts.flatMap((host) => host.allPods.flatMap((pod) => [...unfinished(host.name, pod), ...doubled(host.name, pod)])),
);

function unfinished(host: string, pod: RenderedPod): Fault[] {
  return pod.containers
    .filter((container) => !text(container.name) || !text(container.image))
    .map((container) => ({
      host,
      field: `${pod.name} container ${text(container.name) ?? 'without name'}`,
      got: text(container.image) ? 'no name' : 'no image',
      allowed: 'a name and an image',
    }));
}

function doubled(host: string, pod: RenderedPod): Fault[] {
  const volumes = maps(pod.object?.spec?.volumes).map((volume) => text(volume.name) ?? '');
  const places = pod.containers.flatMap((container) => maps(container.volumeMounts).map((mount) => `${text(container.name)} ${text(mount.mountPath)}`));
  const faults = (what: string, names: string[], allowed: string) =>
    twice(names).map((name) => ({ host, field: `${pod.name} ${what}`, got: `${name} twice`, allowed }));
  return [...faults('volume', volumes, 'each name once'), ...faults('mount', places, 'each path once in a container')];
}

function twice(names: string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
