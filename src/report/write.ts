/** Writes a report to a folder, one file per format. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Report } from './model.js';
import { writeHtml } from './write-html.js';
import { writeJson } from './write-json.js';
import { writeJunit } from './write-junit.js';
import { writeMarkdown } from './write-markdown.js';

const WRITERS: Record<string, { file: string; write: (report: Report) => string }> = {
  html: { file: 'report.html', write: writeHtml },
  json: { file: 'report.json', write: writeJson },
  md: { file: 'report.md', write: writeMarkdown },
  junit: { file: 'junit.xml', write: writeJunit },
};

/**
 * Writes the formats asked for and returns the paths written, in the order asked for. A file is replaced as a whole or
 * not at all. Formats without a writer here (Allure results come from the test runner) are passed over.
 */
export async function writeReports(report: Report, dir: string, formats: readonly string[]): Promise<string[]> {
  await mkdir(dir, { recursive: true });
  const paths: string[] = [];
  for (const format of new Set(formats)) {
    const writer = WRITERS[format];
    if (!writer) continue;
    const path = join(dir, writer.file);
    await replaceFile(path, writer.write(report));
    paths.push(path);
  }
  return paths;
}

async function replaceFile(path: string, content: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, content);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}
