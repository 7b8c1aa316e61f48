import { assess, choices, ClusterModel, Failure, survives } from '../../../lib/availability/model';
import { Content, markup, Markup } from '../html';
import { scrolled } from '../parts';
import { compareNames } from '../topology/plan';
import { mark } from './table';

/** Whether a cluster survives two losses at once. */
export interface Pairs {
  readonly title: string;
  readonly names: string[];
  /** By two names, in the order of the list, with the kind of loss it is. */
  survives(a: string, b: string): boolean;
}

/** Every pair of hosts with a part in the control plane, and every pair of zones. */
export function pairsOf(model: ClusterModel): Pairs[] {
  const hosts = model.hosts.filter(({ apiServer, etcd, router, kubeVip }) => apiServer ?? etcd ?? router ?? kubeVip).map(({ name }) => name);
  const zones = model.hosts.every(({ zone }) => zone !== undefined) ? [...new Set(model.hosts.map(({ zone }) => zone as string))] : [];
  return [
    ...(hosts.length > 1 ? [pairs(model, 'Two hosts lost', hosts, (host) => ({ kind: 'host', host }))] : []),
    ...(zones.length > 1 ? [pairs(model, 'Two zones lost', zones, (zone) => ({ kind: 'zone', zone }))] : []),
  ];
}

/** A table of pairs: its diagonal is the loss of one alone. */
export function pairsTable({ title, names, survives: survivesBoth }: Pairs): Markup {
  const cell = (a: string, b: string): Content => (survivesBoth(a, b) ? mark('yes', 'yes') : mark('no', 'no'));
  return scrolled(
    title,
    markup`<table class="pairs"><caption><span>${title}: whether the API is there for all others, and controllers and scheduler act. On the diagonal one is lost alone.</span></caption><thead><tr><td></td>${names.map((name) => markup`<th scope="col">${name}</th>`)}</tr></thead><tbody>\n${names.map(
      (a) =>
        markup`<tr><th scope="row">${a}</th>${names.map((b) => markup`<td class="${survivesBoth(a, b) ? 'yes' : 'no'}${a === b ? ' alone' : ''}">${cell(a, b)}</td>`)}</tr>\n`,
    )}</tbody></table>`,
  );
}

function pairs(model: ClusterModel, title: string, all: string[], failure: (name: string) => Failure): Pairs {
  const names = [...all].sort(compareNames);
  const losses = [...names.map((name) => [name, name]), ...choices(names, 2)] as [string, string][];
  const key = (a: string, b: string) => [a, b].sort().join('\u0000');
  const survived = new Map(losses.map(([a, b]) => [key(a, b), survives(assess(model, a === b ? [failure(a)] : [failure(a), failure(b)]))]));
  return { title, names, survives: (a, b) => survived.get(key(a, b)) ?? false };
}
