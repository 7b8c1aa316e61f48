import { KubernetesVersion } from '../../../lib';
import { Rehearsed } from '../rehearsed';
import { describeAsRoot } from '../requirements';
import { boots } from './boots';
import { described } from './descriptions';

describeAsRoot('Kubernetes 1.34', () => {
  const rehearsed = new Rehearsed();
  afterAll(() => rehearsed.end());

  boots(rehearsed, described({ version: KubernetesVersion.V1_34 }), { hosts: 4, version: '1.34.4', members: 3 });
});
