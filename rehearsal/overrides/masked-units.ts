/** A unit of the distribution that hosts of a rehearsal do not start. */
export interface MaskedUnit {
  readonly unit: string;
  readonly reason: string;
}

/** Why nobody watches for questions about passwords. */
const NO_QUESTIONS = 'there is no disk to decrypt, and each watch is one of the few that root has on this machine for all hosts together';

/** Units that would reach into the machine's kernel; others leave themselves out when they see that they run in a container. */
export const MASKED_UNITS: MaskedUnit[] = [
  { unit: 'proc-sys-fs-binfmt_misc.automount', reason: 'program formats belong to this machine' },
  { unit: 'sys-fs-fuse-connections.mount', reason: "shows this machine's FUSE file systems" },
  { unit: 'sys-kernel-config.mount', reason: "would change this machine's kernel objects" },
  { unit: 'sys-kernel-debug.mount', reason: "would show and change this machine's kernel" },
  { unit: 'sys-kernel-tracing.mount', reason: "would trace this machine's kernel" },
  { unit: 'systemd-ask-password-console.path', reason: NO_QUESTIONS },
  { unit: 'systemd-ask-password-wall.path', reason: NO_QUESTIONS },
];
