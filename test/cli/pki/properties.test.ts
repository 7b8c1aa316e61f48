import * as fc from 'fast-check';
import { comparePlan } from '../../../cli/pki/compare';
import { issuePki } from '../../../cli/pki/issue';
import { SecretStore } from '../../../cli/secrets/store';
import { PlannedCluster, PlannedSecret } from '../../../cli/stream/model';
import { temporaryFolder } from '../../temporary-folder';
import { certificate, kept, kubeconfig, NOW, planned, plannedHost, SHARED } from './plan';

const ROOTS = SHARED.filter(({ kind }) => kind !== 'Kubeconfig');
const label = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
const text = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter((value) => !/\p{Cc}/u.test(value));
const subject = fc.record({ commonName: text, organizations: fc.uniqueArray(text, { maxLength: 2 }) }, { requiredKeys: ['commonName'] });

const leaf = fc.oneof(
  fc.record({
    subject,
    dnsNames: fc.uniqueArray(label, { maxLength: 3 }),
    ipAddresses: fc.uniqueArray(fc.oneof(fc.ipV4(), fc.ipV6()), { maxLength: 3 }),
    usages: fc.uniqueArray(fc.constantFrom('server auth', 'client auth'), { minLength: 1 }),
  }).map((spec) => (name: string, host: string): PlannedSecret => certificate(name, host, spec)),
  fc.record({ subject, server: label.map((host) => `https://${host}:6443`) }).map((spec) => (name: string, host: string): PlannedSecret => kubeconfig(name, host, spec)),
);

/** Plans of a few leaves, whose names come from a small set, so that two plans share some. */
const plans = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), leaf), { maxLength: 4 }).map((leaves): PlannedCluster => {
  const secrets = new Map(leaves.map(([name, make]) => make(name, 'cp-1')).map((secret) => [`${secret.kind}/${secret.name}`, secret]));
  return planned([...ROOTS, ...secrets.values()], [plannedHost('cp-1')]);
});

const id = ({ kind, name }: { kind: string; name: string }) => `${kind}/${name}`;
const issue = (cluster: PlannedCluster, secrets: string) => issuePki({ cluster, secrets, now: NOW }, kept());

test('what was issued is what was planned, whatever the plan, and a second run changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (cluster) => {
      const secrets = temporaryFolder();
      const { issued } = await issue(cluster, secrets);
      expect(issued).toHaveLength(cluster.secrets.length);
      expect(comparePlan(cluster, new SecretStore(secrets, 'prod'), NOW)).toEqual([]);
      expect((await issue(cluster, secrets)).issued).toEqual([]);
    }),
    { numRuns: 15 },
  );
}, 30_000);

test('a changed plan issues what differs, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(plans, plans, async (before, after) => {
      const secrets = temporaryFolder();
      await issue(before, secrets);
      const { issued, foreign } = await issue(after, secrets);
      const specs = new Map(before.secrets.map((secret) => [id(secret), JSON.stringify(secret.spec)]));
      const differing = after.secrets.filter((secret) => specs.get(id(secret)) !== JSON.stringify(secret.spec)).map(id);
      // Another order or spelling is no difference, so there may be fewer; never one that is the same.
      expect(differing).toEqual(expect.arrayContaining(issued.map(id)));
      expect(issued.map(id)).toEqual(expect.arrayContaining(after.secrets.filter((secret) => !specs.has(id(secret))).map(id)));
      expect(comparePlan(after, new SecretStore(secrets, 'prod'), NOW).map(({ type }) => type)).toEqual(foreign.map(() => 'foreign'));
    }),
    { numRuns: 15 },
  );
}, 30_000);
