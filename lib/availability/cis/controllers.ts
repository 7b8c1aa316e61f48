import { RenderedRule } from '../rules/rule';
import { FlagCheck, flagRule, is } from './cis-rule';

const A = true;
const M = false;

function controllerManager(number: string, automated: boolean, flag: string, allowed: string, holds: FlagCheck['holds']): RenderedRule {
  return flagRule('kube-controller-manager', { number, automated, flag, allowed, holds });
}

function scheduler(number: string, flag: string, allowed: string, holds: FlagCheck['holds']): RenderedRule {
  return flagRule('kube-scheduler', { number, automated: A, flag, allowed, holds });
}

const loopback: FlagCheck['holds'] = (flags) => ['127.0.0.1', undefined].includes(flags.value('bind-address'));

/** Sections 1.3 and 1.4: kube-controller-manager and kube-scheduler. */
export const CONTROLLER_CHECKS: RenderedRule[] = [
  controllerManager('1.3.1', M, 'terminated-pod-gc-threshold', 'a number', is.set('terminated-pod-gc-threshold')),
  controllerManager('1.3.2', A, 'profiling', 'false', is.equal('profiling', 'false')),
  controllerManager('1.3.3', A, 'use-service-account-credentials', 'true', is.equal('use-service-account-credentials', 'true')),
  controllerManager('1.3.4', A, 'service-account-private-key-file', 'a key', is.set('service-account-private-key-file')),
  controllerManager('1.3.5', A, 'root-ca-file', 'a CA', is.set('root-ca-file')),
  controllerManager(
    '1.3.6',
    A,
    'feature-gates',
    'a list without RotateKubeletServerCertificate=false',
    is.notListed('feature-gates', 'RotateKubeletServerCertificate=false'),
  ),
  controllerManager('1.3.7', A, 'bind-address', '127.0.0.1', loopback),
  scheduler('1.4.1', 'profiling', 'false', is.equal('profiling', 'false')),
  scheduler('1.4.2', 'bind-address', '127.0.0.1', loopback),
];
