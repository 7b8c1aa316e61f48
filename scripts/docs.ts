import * as fs from 'fs';
import * as path from 'path';
import { renderAvailabilityDoc } from './availability-doc';
import { renderDifferencesDoc } from './differences-doc';
import { renderExistingClustersDoc } from './existing-clusters-doc';
import { renderReadme, renderTopology } from './readme-doc';
import { renderRulesDoc } from './rules-doc';
import { renderVersionsDoc } from './versions-doc';

/** Documents that are generated from the code, or have parts that are, by their path. A test of each fails when the committed file is stale. */
const DOCUMENTS: { readonly [file: string]: () => string | Promise<string> } = {
  'README.md': renderReadme,
  'docs/availability.md': renderAvailabilityDoc,
  'docs/differences-from-kubeadm.md': renderDifferencesDoc,
  'docs/existing-clusters.md': renderExistingClustersDoc,
  'docs/images/topology.svg': renderTopology,
  'docs/rules.md': renderRulesDoc,
  'docs/versions.md': renderVersionsDoc,
};

async function write(): Promise<void> {
  for (const [file, render] of Object.entries(DOCUMENTS)) {
    const target = path.join(__dirname, '..', file);
    const text = await render();
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }
}

void write();
