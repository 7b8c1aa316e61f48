import { InputError } from '../../cli/command/errors';
import { PlannedHost } from '../../cli/stream/model';
import { MachineFacts } from './machine-facts';
import { Override } from './override';

const CONFIG = '/etc/containerd/config.toml';

const IMPORTS = '/etc/containerd/conf.d/*.toml';

const SECTION = '[plugins."io.containerd.grpc.v1.cri"]';

/**
 * What containerd must be told on this machine.
 *
 * An imported file takes the place of a plugin's whole section (tried with 1.6.20), so the host's own settings are repeated in it.
 *
 * @throws InputError where the host's configuration has no place for it
 */
export function containerdOverride(host: PlannedHost, facts: MachineFacts): Override[] {
  const config = host.files.find(({ path }) => path === CONFIG)?.content;
  if (facts.mayProtect || config === undefined) return [];
  if (!config.includes(IMPORTS) || !config.includes(SECTION) || config.includes('${secret:')) {
    throw new InputError(`${host.name}: ${CONFIG}: cannot be extended; allowed: imports of ${IMPORTS}, a section ${SECTION} and no secret; fix: leave these lines as they are rendered`);
  }
  const lines = config.split('\n').filter((line) => !line.startsWith('imports'));
  return [
    {
      path: IMPORTS.replace('*', '90-rehearsal'),
      mode: 0o644,
      content: lines.flatMap((line) => (line === SECTION ? [line, '  restrict_oom_score_adj = true'] : [line])).join('\n'),
      reason: 'without CAP_SYS_RESOURCE no container can be protected from the memory killer, and runc gives up; the rest repeats the host\'s own settings',
    },
  ];
}
