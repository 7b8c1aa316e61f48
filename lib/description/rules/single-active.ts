import { Description } from '../description';
import { describedRule, Fault } from './description-rule';

type Property = 'apiServer' | 'controllerManager' | 'scheduler';

/** Flags whose other values are only right for one control plane: property, flag, the value that several need, and why. */
const FLAGS: { readonly property: Property; readonly flag: string; readonly allowed: string; readonly why: string }[] = [
  { property: 'apiServer', flag: 'endpoint-reconciler-type', allowed: 'lease', why: 'the others leave the address of a dead apiserver in the kubernetes Service' },
  { property: 'controllerManager', flag: 'leader-elect', allowed: 'true', why: 'without it every copy works at once, against each other' },
  { property: 'scheduler', flag: 'leader-elect', allowed: 'true', why: 'without it every copy binds the same pods' },
];

/** HA132. */
export const SINGLE_ACTIVE = describedRule(
  {
    id: 'HA132',
    acknowledgeable: true,
    title: 'no flag takes away what several control planes need',
    cause: 'kube-controller-manager and kube-scheduler must have one active copy, and the kubernetes Service must lose the address of an apiserver that died',
    fix: 'remove the flag',
  },
  (description) => (description.controlPlanes.length < 2 ? [] : FLAGS.flatMap((entry) => faultOf(description, entry))),
);

function faultOf(description: Description, { property, flag, allowed, why }: (typeof FLAGS)[number]): Fault[] {
  const given = [description[property].extraArgs?.[flag] ?? []].flat().at(-1);
  return given === undefined || given === allowed ? [] : [{ path: `${property}.extraArgs.${flag}`, got: JSON.stringify(given), allowed: `${allowed}, or no such flag: ${why}` }];
}
