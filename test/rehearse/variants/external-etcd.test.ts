import { EtcdTopology } from '../../../lib';
import { Rehearsed } from '../rehearsed';
import { describeAsRoot } from '../requirements';
import { boots } from './boots';
import { described, hosts } from './descriptions';

describeAsRoot('external etcd: three control planes, three etcd hosts', () => {
  const rehearsed = new Rehearsed();
  afterAll(() => rehearsed.end());

  boots(rehearsed, described({ etcd: EtcdTopology.external({ members: hosts('etcd', 3, 21) }) }), { hosts: 7, version: '1.36.3', members: 3 });
});
