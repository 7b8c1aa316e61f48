import * as fs from 'fs';
import * as path from 'path';
import { renderExistingClustersDoc } from '../scripts/existing-clusters-doc';

test('docs/existing-clusters.md shows the script, and what check says about the example: `npm run docs` writes it', async () => {
  const page = fs.readFileSync(path.join(__dirname, '../docs/existing-clusters.md'), 'utf8');
  expect(page).toBe(await renderExistingClustersDoc());
});
