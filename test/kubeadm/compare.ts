/** One place where two static pods are not the same. `undefined` stands for what is not there. */
export interface Difference {
  /** A key that names the place, whatever its value: `flag --profiling`, `volume kubeconfig`, `livenessProbe path`. */
  readonly what: string;
  readonly ours?: string;
  readonly kubeadm?: string;
}

/** Every place where the static pods differ, sorted by place. */
export function comparePods(ours: any, kubeadm: any): Difference[] {
  const left = placesOf(ours);
  const right = placesOf(kubeadm);
  return [...new Set([...left.keys(), ...right.keys()])]
    .sort()
    .filter((what) => left.get(what) !== right.get(what))
    .map((what) => ({ what, ours: left.get(what), kubeadm: right.get(what) }));
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** Every value of a pod with one container by a key that does not depend on the order of lists. */
export function placesOf(pod: any): Map<string, string> {
  const places = new Map<string, string>();
  const { containers, volumes = [], ...spec } = pod.spec;
  if (containers.length !== 1) throw new Error(`a static pod with one container: got ${containers.length}`);
  const { command, volumeMounts = [], ports = [], ...container } = containers[0];
  flagsInto(places, command);
  for (const { name, ...mount } of volumeMounts) {
    const { name: _, ...volume } = volumes.find((candidate: any) => candidate.name === name);
    put(places, `volume ${name}`, mountText(volume, mount));
  }
  put(places, 'volumes without mount', volumes.length - volumeMounts.length);
  for (const { name, ...port } of ports) flattenInto(places, `port ${name} `, port);
  for (const probe of PROBES) if (container[probe]) probeInto(places, probe, container[probe]);
  flattenInto(places, 'container ', Object.fromEntries(Object.entries(container).filter(([key]) => !PROBES.includes(key))));
  flattenInto(places, 'spec ', spec);
  flattenInto(places, '', Object.fromEntries(Object.entries(pod).filter(([key]) => key !== 'spec')));
  return places;
}

function flagsInto(places: Map<string, string>, [program, ...flags]: string[]): void {
  put(places, 'program', program);
  const names = flags.map((flag) => flag.split('=', 1)[0] as string);
  for (const name of new Set(names)) {
    put(places, `flag ${name}`, flags.filter((_, index) => names[index] === name).map((flag) => flag.slice(name.length + 1)).join(' and '));
  }
  put(places, 'order of flags', names.every((name, index) => index === 0 || (names[index - 1] as string) <= name) ? 'by name' : names.join(' '));
}

/** A volume of the host and where it is mounted: `/etc/ssl/certs, DirectoryOrCreate, readOnly`. */
function mountText({ hostPath, ...volume }: any, { mountPath, ...mount }: any): string {
  return [hostPath.path, ...(mountPath === hostPath.path ? [] : [`at ${mountPath}`]), hostPath.type, text({ ...volume, ...mount })].filter(Boolean).join(', ');
}

/** Fields in one line, sorted by name. */
function text(fields: any): string {
  return Object.entries(fields)
    .sort()
    .map(([key, value]) => (value === true ? key : `${key} ${JSON.stringify(value)}`))
    .join(', ');
}

function probeInto(places: Map<string, string>, probe: string, { httpGet, ...timing }: any): void {
  const { path, scheme, host, port, ...rest } = httpGet;
  put(places, `${probe} path`, path);
  put(places, `${probe} address`, `${scheme} ${host}:${port}`);
  put(places, `${probe} numbers`, text({ ...timing, ...rest }));
}

function flattenInto(places: Map<string, string>, prefix: string, value: any): void {
  for (const [key, inner] of Object.entries<any>(value)) {
    const deeper = typeof inner === 'object' && inner !== null && !Array.isArray(inner) && Object.keys(inner).length > 0;
    if (deeper) flattenInto(places, `${prefix}${key}.`, inner);
    else put(places, `${prefix}${key}`, inner);
  }
}

function put(places: Map<string, string>, what: string, value: unknown): void {
  if (places.has(what)) throw new Error(`${what} is there twice, so a comparison would miss one of them`);
  places.set(what, typeof value === 'string' ? masked(value) : JSON.stringify(value));
}

/** A hash says nothing to a reader, and changes with every file that it stands for. */
function masked(value: string): string {
  return /^[0-9a-f]{16}$/.test(value) ? '(a hash)' : value;
}
