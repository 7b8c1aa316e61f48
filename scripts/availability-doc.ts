import { readFileSync } from 'fs';
import { join } from 'path';
import { isDeepStrictEqual } from 'util';
import { showMillis, showTerm } from '../cli/availability/times';
import { Client, decidingTerms, describeFailure, millisOf, Time } from '../lib/availability/model';
import { evictionTime, notReadyTime } from '../lib/availability/model/terms';
import { serial } from '../lib/availability/model/time';
import { Parts, textBlock, withParts } from './generated-parts';
import { Reference } from './reference-model';

type Row = [failure: string, who: string, time: Time];

const WHO: { readonly [client in Client]: string } = {
  users: 'users',
  workers: 'kubelets of workers',
  pods: 'pods',
  components: "the control plane's own components",
};

/** docs/availability.md with the numbers of the reference blueprint, which the failure model computes from dist/. */
export function renderAvailabilityDoc(): string {
  return withParts(readFileSync(join(__dirname, '..', 'docs', 'availability.md'), 'utf8'), partsOf(new Reference()));
}

function partsOf(reference: Reference): Parts {
  const fresh = (failure: string, client: Client): Row => [failure, `${WHO[client]}, new connections`, reference.wait(failure, client, 'new')];
  const open = (failure: string, client: Client): Row => [failure, `${WHO[client]}, open connections`, reference.wait(failure, client, 'open')];
  const acting = (failure: string, who: 'controllers' | 'scheduler'): Row => [failure, who, reference.after(failure)[who].interruption];
  const { nodeMonitorGraceMs, tolerationMs } = reference.model;
  return {
    vrrp: rows(fresh('keepalived on cp-1 crashes', 'users'), fresh('haproxy on cp-1 crashes', 'users'), fresh('haproxy on cp-1 hangs', 'users')),
    haproxy: rows(
      fresh('kube-apiserver on cp-1 crashes', 'users'),
      fresh('kube-apiserver on cp-1 hangs', 'users'),
      fresh('kube-apiserver on cp-1 hangs', 'workers'),
      fresh('apiserver-etcd-client certificate of cp-1 expired', 'users'),
      fresh('etcd on cp-1 hangs', 'workers'),
      open('cp-1 lost', 'workers'),
    ),
    etcd: rows(fresh('etcd on cp-1 crashes', 'users'), fresh('etcd-peer certificate of cp-1 expired', 'users')),
    leases: rows(acting('kube-controller-manager on cp-1 crashes', 'controllers'), acting('cp-1 lost', 'scheduler')),
    service: rows(fresh('kube-apiserver on cp-1 crashes', 'pods'), fresh('cp-1 lost', 'pods')),
    connections: rows(
      open('kube-apiserver on cp-1 hangs', 'users'),
      open('cp-1 lost', 'users'),
      open('cp-1 lost', 'pods'),
      open('etcd on cp-1 crashes', 'users'),
      open('etcd on cp-1 crashes', 'workers'),
    ),
    workloads: rows(['worker-1 lost, were there another worker', 'its pods', serial(notReadyTime(nodeMonitorGraceMs), evictionTime(tolerationMs))]),
    'whole-answer': textBlock(wholeAnswer(reference, 'cp-1 lost')),
    unbounded: unbounded(reference),
  };
}

function rows(...all: Row[]): string {
  const lines = all.map(
    ([failure, who, time]) => `| ${failure} | ${who} | ${millisOf(time) === 0 ? 'nothing' : showMillis(millisOf(time))} | ${termsOf(time)} |`,
  );
  return ['| after | who waits | at most | terms |', '|---|---|---|---|', ...lines].join('\n');
}

function termsOf(time: Time): string {
  return decidingTerms(time).map(showTerm).join(' + ') || '–';
}

/** A failure and its times, with what does not decide. */
function wholeAnswer(reference: Reference, failure: string): string {
  const { controllers } = reference.after(failure);
  const named: [string, Time][] = [
    ['users, new connections', reference.wait(failure, 'users', 'new')],
    ['controllers', controllers.interruption],
  ];
  return named.map(([who, time]) => [`${failure}; ${who}`, ...tree(time, '  ')].join('\n')).join('\n\n');
}

const HOW = { serial: 'one after the other', parallel: 'at the same time, the longest counts', either: 'at the same time, the shortest is enough' };

/** Parts that are alike, as of two hosts of which either will do, are shown once. */
function tree(time: Time, indent: string): string[] {
  if (time.kind === 'term') return [`${indent}${showMillis(time.term.millis)}: ${showTerm(time.term)}`];
  const parts =
    time.kind === 'serial'
      ? time.parts
      : time.parts.filter((part, index) => time.parts.findIndex((other) => isDeepStrictEqual(other, part)) === index);
  const [only] = parts;
  if (parts.length === 1 && only) return tree(only, indent);
  return [`${indent}${showMillis(millisOf(time))}: ${HOW[time.kind]}`, ...parts.flatMap((part) => tree(part, `${indent}  `))];
}

/** Every single failure, or certificate that runs out, after which an open connection may stay where nothing works. */
function unbounded({ survey }: Reference): string {
  const all = [...survey.singles, ...survey.certificates].flatMap(({ failures, clients }) => {
    const waiting = clients.filter(({ openConnections }) => millisOf(openConnections) === Infinity).map(({ client }) => WHO[client]);
    return waiting.length === 0 ? [] : [{ failure: describeFailure(failures[0]!), waiting: waiting.join(' and ') }];
  });
  return all.map(({ failure, waiting }) => `- ${failure}: ${waiting}`).join('\n');
}
