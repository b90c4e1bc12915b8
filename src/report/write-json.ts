import type { Report } from './model.js';

/** The report as JSON: the public interface, see docs/report.schema.json. */
export function writeJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
