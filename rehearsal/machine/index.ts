export { Machine, PowerOnOptions } from './machine';
export { MachineSpec } from './machine-spec';
export { Network } from './network';
export { missingPrerequisites, requirePrerequisites, requireUsableState } from './prerequisites';
export { removeEverything } from './remove';
export { ExecOptions, ExecResult } from './run';
export { requireWatches, StartedHosts } from './watches';
