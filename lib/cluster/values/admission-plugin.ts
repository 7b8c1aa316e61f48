import { textRule } from './value-rule';

/** Names of admission plugins. */
export const ADMISSION_PLUGIN = textRule(
  {
    id: 'HA032',
    title: 'not an admission plugin',
    allowed: 'the name of an admission plugin, like AlwaysPullImages',
    cause: 'kube-apiserver exits at a plugin that it does not know',
    fix: 'write the name as `kube-apiserver --help` lists it',
  },
  /^[A-Z][A-Za-z0-9]+$/,
);
