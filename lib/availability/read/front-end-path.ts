import { RenderedPod } from './rendered-pod';

/**
 * Where the configuration of HAProxy or keepalived lies on the host.
 *
 * @param pod its static pod, where it runs as one: its `-f` is a path inside, and its mounts say where that is outside
 * @param otherwise the place of a service, and of a pod that says nothing else
 */
export function frontEndPath(pod: RenderedPod | undefined, otherwise: string): string {
  const words = pod ? [...strings(pod.container.command), ...strings(pod.container.args)] : [];
  const flag = words.findIndex((word) => /^(-f|--use-file|-f=.*|--use-file=.*)$/.test(word));
  const given = flag < 0 ? undefined : (/=(.*)$/.exec(words[flag] ?? '')?.[1] ?? words[flag + 1]);
  // The images of both programs look below /usr/local where nothing else is said.
  const places = given === undefined ? [`/usr/local${otherwise}`, otherwise] : [given];
  return places.map((inside) => pod?.hostPathOf(inside)).find((path) => path !== undefined) ?? otherwise;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];
}
