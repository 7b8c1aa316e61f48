export * from './assessment';
export * from './cluster-model';
export * from './failure';
export * from './survey';
export * from './time';
