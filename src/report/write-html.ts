import type { Report } from './model.js';
export function writeHtml(report: Report): string { return report.verdict; }
