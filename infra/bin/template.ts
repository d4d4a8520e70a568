import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { templates } from '../lib/templates';

// Writes the committed templates anew. `npm run template` builds first and calls this.
for (const [file, text] of Object.entries(templates())) {
  writeFileSync(join(__dirname, '..', '..', file), text);
  console.log(`${file}: ${Buffer.byteLength(text)} bytes`);
}
