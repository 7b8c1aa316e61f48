import { Restoration } from './restore-host';
import { restoreSteps } from './restore-steps';

/** What the text names beside the restoration. */
export interface ReadmeInput {
  readonly restoration: Restoration;
  /** Folder of the YAML. */
  readonly dist: string;
  /** Folder of the secrets. */
  readonly secrets: string;
}

/** Renders the plan that an operator follows. */
export function renderRestoreReadme({ restoration, dist, secrets }: ReadmeInput): string {
  const { cluster, snapshot, id, hosts, backedUp } = restoration;
  const steps = restoreSteps(restoration);
  const members = hosts.filter(({ member }) => member);
  const named = steps.flatMap((step, index) => [
    `### ${index + 2}. ${step.title}`,
    '',
    `On ${step.hosts.join(', ')}, in any order or at once:`,
    '',
    '```sh',
    step.command.join(' '),
    '```',
    '',
    `Go on when you see ${step.expect}.`,
    '',
  ]);
  return [
    `# Restore etcd of cluster ${cluster}`,
    '',
    `Snapshot: ${snapshot.bytes} bytes, revision ${snapshot.revision}, etcd ${snapshot.minor}, SHA-256 \`${snapshot.sha256}\``,
    '',
    `Every object becomes what it was in the snapshot; what was created later is gone. The API is away from step 2 to step ${steps.findIndex(({ command }) => command[1] === 'start-apiserver') + 2}; workloads run on.`,
    'Do a step on all its hosts before you begin the next one. Each may be run again, also after it was interrupted.',
    '',
    '## Before',
    '',
    `- The secrets are those of the time of the snapshot: without the same encryption keys the API cannot read the Secrets in it. They are in \`${secrets}/${cluster}\` and on the hosts.`,
    '- A host that lost everything gets its bundle installed first. Its member does not start by itself, which is right.',
    '- Nobody installs a bundle while you are at it: that would start what you stopped.',
    `- On the disk of every member there is room for the snapshot and 512 MiB beside the old data.`,
    '',
    '## Steps',
    '',
    '### 1. Copy',
    '',
    `The folder of each host to the host, to a place that only root can read; every member gets the snapshot with it:`,
    '',
    '```sh',
    ...hosts.map(({ name }) => `scp -rp ${name} root@${name}:/root/restore-${id}`),
    '```',
    '',
    `Then, on each host: \`cd /root/restore-${id}\``,
    '',
    ...named,
    `### ${steps.length + 2}. Look`,
    '',
    '```sh',
    `ha-cluster apply ${dist} --secrets ${secrets} --cluster ${cluster}`,
    '```',
    '',
    'waits until every API server is ready. Then look whether your objects are there, and whether new ones are acted upon.',
    '',
    '## Afterwards',
    '',
    `- Controllers of yours and network plugins keep what they knew as well: restart them (\`kubectl rollout restart\`).`,
    ...(backedUp.length > 0 ? [`- A new snapshot: \`systemctl start etcd-backup.service\` on ${backedUp.join(', ')}.`] : []),
    `- Once nobody needs it, the old data: ${members.map(({ name, member }) => `\`${member!.data.path}/member.before-${id}\` on ${name}`).join(', ')}; and \`/etc/kubernetes/restore-${id}\` and \`/root/restore-${id}\` on every host.`,
    '',
  ].join('\n');
}
