export { seal, withoutKeys } from './seal';
export * from './change';
export { diffClusters, DiffOptions, loneCluster } from './diff';
