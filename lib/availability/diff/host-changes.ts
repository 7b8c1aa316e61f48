import { isMap } from '../read/reading';
import { RenderedHost } from '../read/rendered-host';
import { Change } from './change';
import { Delta, deltas } from './deltas';
import { specDeltas } from './objects';
import { HostPair, paired } from './pairs';
import { deltaText, ends, listed, shown } from './show';

type Meaning = Pick<Change, 'severity' | 'subject' | 'effect'>;

/** What differs in the `Host` object of a host: what must be there before its files make sense. */
export function hostChanges(host: HostPair): Change[] {
  return specDeltas(host.before.object, host.after.object)
    .filter((delta) => !(delta.path === '' || isToldByPods(delta, host)))
    .map((delta) => hostChange(host, delta));
}

/** What differs in the directories of a host. */
export function directoryChanges(host: HostPair): Change[] {
  const specs = (side: RenderedHost) => [...side.directories.values()];
  return paired(specs(host.before), specs(host.after), (spec) => String(spec.path)).flatMap(({ key, before, after }) => {
    if (!before || !after)
      return [directory(host.name, `${key}: ${after ? `new directory (${rights(after)})` : 'no longer described; a directory is never removed'}`)];
    return deltas(before, after).map((delta) => ({
      ...directory(host.name, `${key}: ${deltaText(delta)}`),
      ...ends(delta.path, delta.from, delta.to),
    }));
  });
}

function directory(host: string, text: string): Change {
  return { section: 'hosts', host, kind: 'directory', severity: 'note', subject: 'directories', effect: 'set at once, no program is told', text };
}

function rights({ mode, owner, group }: any): string {
  return `${mode} ${owner}:${group}`;
}

/** Pods that are there, or not any more, say it themselves. */
function isToldByPods({ path, from, to }: Delta, host: HostPair): boolean {
  if (path !== 'staticPods') return false;
  const both = (name: unknown) => host.before.pods.has(String(name)) !== host.after.pods.has(String(name));
  return [from, to].every((name) => name === undefined || (typeof name === 'string' && both(name)));
}

function hostChange(host: HostPair, delta: Delta): Change {
  const field = delta.path.split(/[.[]/)[0] ?? '';
  const meaning = meaningOf(field, delta);
  const section = field === 'roles' || field === 'zone' || field === 'addresses' ? 'membership' : 'hosts';
  return { section, host: host.name, kind: field, ...meaning, text: textOf(field, delta), ...ends(delta.path, delta.from, delta.to) };
}

function meaningOf(field: string, { from, to }: Delta): Meaning {
  const added = from === undefined;
  const removed = to === undefined;
  switch (field) {
    case 'addresses':
      return { severity: 'danger', subject: 'addresses', effect: 'certificates, peer URLs and the balancers of all hosts name them' };
    case 'zone':
      return { severity: 'note', subject: 'zone', effect: 'the label of its Node follows when its kubelet restarts; pods stay where they are' };
    case 'roles':
      return {
        severity: 'note',
        subject: 'roles',
        effect: removed ? 'take its programs out of service first' : 'apply completes the labels of its Node',
      };
    case 'packages':
      return {
        severity: 'note',
        subject: 'packages',
        effect: removed ? 'stays installed' : 'install it before: install only checks that it is there',
      };
    case 'kubeletVersion':
      return { severity: 'restart', subject: 'kubelet.service', effect: 'restarts with the new package; install checks that it is there' };
    case 'kernelModules':
      return { severity: 'note', subject: 'kernel', effect: removed ? 'stays loaded until the next boot' : 'is loaded at once' };
    case 'sysctls':
      return { severity: 'note', subject: 'kernel', effect: removed ? 'keeps its value until the next boot' : 'is set at once' };
    case 'units':
      if (added) return { severity: 'restart', subject: shown(to), effect: 'is enabled and starts' };
      if (removed) return { severity: 'restart', subject: shown(from), effect: 'is stopped and disabled' };
      return { severity: 'note', subject: 'units', effect: 'start in another order at the next install' };
    case 'users':
      return { severity: 'note', subject: 'users', effect: removed ? 'stays: no user is removed' : 'made where it is missing' };
    default:
      return { severity: 'note', subject: 'host', effect: 'nothing on the host is told' };
  }
}

const SINGULAR: { readonly [field: string]: string } = {
  packages: 'package',
  kernelModules: 'kernel module',
  roles: 'role',
  units: 'unit',
  users: 'user',
};

function textOf(field: string, delta: Delta): string {
  const singular = SINGULAR[field];
  if (singular === undefined || delta.reordered || (delta.from !== undefined && delta.to !== undefined)) {
    const sysctl = /^sysctls\."?([^"]*)"?$/.exec(delta.path)?.[1];
    return deltaText(delta, sysctl === undefined ? delta.path : `sysctl ${sysctl}`);
  }
  const name = nameOf(delta.to ?? delta.from);
  return delta.from === undefined ? `${singular} ${name} added` : `${singular} ${name} removed`;
}

function nameOf(value: unknown): string {
  return isMap(value) && typeof value.name === 'string' ? value.name : shown(value);
}

/** A host in words: its roles, zone and addresses. */
export function hostInWords(host: RenderedHost): string {
  const zone = typeof host.object?.spec?.zone === 'string' ? `zone ${host.object.spec.zone}` : '';
  return [host.roles.join('+') || rolesOf(host), zone, listed(host.addresses)].filter((part) => part !== '').join('; ');
}

function rolesOf(host: RenderedHost): string {
  const parts = [host.component('kube-apiserver') ? 'control-plane' : '', host.component('etcd') ? 'etcd' : ''].filter((part) => part !== '');
  return parts.length > 0 ? parts.join('+') : 'worker';
}
