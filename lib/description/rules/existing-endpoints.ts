import { inUrl } from '../../cluster/address';
import { describedRule, Fault } from './description-rule';

/** HA127. */
export const EXISTING_ENDPOINTS = describedRule(
  {
    id: 'HA127',
    acknowledgeable: true,
    title: 'an existing etcd is reached by all of its members',
    cause: 'an apiserver that knows one member only loses its data with that member, although etcd itself goes on',
    fix: 'give the client URL of every member; accept the finding where one name stands for all of them',
    needs: ['etcd'],
  },
  ({ etcd }) => {
    if (etcd.kind !== 'existing') return [];
    const distinct = new Set(etcd.endpoints.map((url) => normal(url)));
    const faults: Fault[] = [];
    if (distinct.size < etcd.endpoints.length) {
      const twice = etcd.endpoints.find((url, index) => etcd.endpoints.slice(0, index).some((other) => normal(other) === normal(url)));
      faults.push({ path: 'etcd.endpoints', got: `${twice} twice`, allowed: 'each member once', fix: 'remove or correct one of the two' });
    }
    if (distinct.size < 3) faults.push({ path: 'etcd.endpoints', got: `${distinct.size} of them`, allowed: 'the client URLs of all members of an etcd that survives a failure: three or more' });
    return faults;
  },
);

function normal(url: string): string {
  const match = /^https:\/\/\[?(.*?)\]?:(\d+)$/.exec(url);
  return match ? `https://${inUrl(match[1] ?? '')}:${Number(match[2])}` : url;
}
