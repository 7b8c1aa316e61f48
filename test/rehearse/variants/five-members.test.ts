import { Rehearsed } from '../rehearsed';
import { describeAsRoot } from '../requirements';
import { boots } from './boots';
import { described, hosts } from './descriptions';

describeAsRoot('five stacked members', () => {
  const rehearsed = new Rehearsed();
  afterAll(() => rehearsed.end());

  boots(rehearsed, described({ controlPlanes: hosts('cp', 5, 11), workers: [] }), { hosts: 5, version: '1.36.3', members: 5 });
});
