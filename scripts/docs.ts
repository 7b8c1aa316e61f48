import * as fs from 'fs';
import * as path from 'path';
import { renderDifferencesDoc } from './differences-doc';
import { renderRulesDoc } from './rules-doc';
import { renderVersionsDoc } from './versions-doc';

/** Documents that are generated from the code, by their path in the repository. A test of each fails when the committed file is stale. */
const DOCUMENTS: { readonly [file: string]: () => string } = {
  'docs/differences-from-kubeadm.md': renderDifferencesDoc,
  'docs/rules.md': renderRulesDoc,
  'docs/versions.md': renderVersionsDoc,
};

for (const [file, render] of Object.entries(DOCUMENTS)) fs.writeFileSync(path.join(__dirname, '..', file), render());
