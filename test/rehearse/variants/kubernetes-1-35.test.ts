import { KubernetesVersion } from '../../../lib';
import { Rehearsed } from '../rehearsed';
import { describeAsRoot } from '../requirements';
import { boots } from './boots';
import { described } from './descriptions';

describeAsRoot('Kubernetes 1.35', () => {
  const rehearsed = new Rehearsed();
  afterAll(() => rehearsed.end());

  boots(rehearsed, described({ version: KubernetesVersion.V1_35 }), { hosts: 4, version: '1.35.4', members: 3 });
});
