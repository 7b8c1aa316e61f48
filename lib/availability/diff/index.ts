export * from './change';
export { diffClusters, DiffOptions, loneCluster } from './diff';
