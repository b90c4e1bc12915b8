import type { Report, ReportCheck } from './model.js';
import { decidingExchange, outcomeOf, requestText, responseText } from './wording.js';

/** The report as JUnit XML: a suite per area; only unexpected failures are failures, what was not judged is skipped with its reason. */
export function writeJunit(report: Report): string {
  const areas = [...new Set(report.checks.map((check) => check.area))].sort();
  const suites = areas.map((area) => suite(area, report.checks.filter((check) => check.area === area), report));
  const verdict = verdictSuite(report);
  const { checks, failed, skipped, knownDeviations, inconclusive } = report.totals;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({
      name: report.tool.name,
      tests: checks + 1,
      failures: failed,
      errors: verdict.error ? 1 : 0,
      skipped: skipped + knownDeviations + inconclusive,
      time: (report.durationMs / 1000).toFixed(3),
    })}>`,
    ...suites,
    verdict.xml,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(area: string, checks: readonly ReportCheck[], report: Report): string {
  const failures = checks.filter((check) => outcomeOf(check) === 'failed').length;
  const passed = checks.filter((check) => check.status === 'passed').length;
  const head = attributes({
    name: area,
    tests: checks.length,
    failures,
    errors: 0,
    skipped: checks.length - failures - passed,
    timestamp: report.startedAt,
  });
  return [`  <testsuite${head}>`, ...checks.map(testCase), '  </testsuite>'].join('\n');
}

function testCase(check: ReportCheck): string {
  const head = `    <testcase${attributes({ classname: check.requirement, name: `${check.title} [${check.subject}]` })}`;
  const inside = (element: string): string => `${head}>\n      ${element}\n    </testcase>`;
  switch (outcomeOf(check)) {
    case 'passed':
      return `${head}/>`;
    case 'failed':
      return inside(`<failure${attributes({ message: check.message ?? 'failed', type: check.level })}>${escapeXml(evidence(check))}</failure>`);
    case 'deviation':
      return inside(`<skipped${attributes({ message: `known deviation: ${check.knownDeviation?.reason ?? ''}` })}/>`);
    case 'inconclusive':
      return inside(`<skipped${attributes({ message: `inconclusive: ${check.reason ?? check.message ?? 'no reason given'}` })}/>`);
    case 'skipped':
      return inside(`<skipped${attributes({ message: check.reason ?? 'no reason given' })}/>`);
  }
}

function evidence(check: ReportCheck): string {
  const exchange = decidingExchange(check);
  return [
    check.message ?? '',
    `source: ${check.source}`,
    ...(exchange ? [exchange.curl, requestText(exchange), responseText(exchange)] : []),
  ].join('\n\n');
}

/** Without this a run that could judge nothing would look like an empty, green report. */
function verdictSuite(report: Report): { xml: string; error: boolean } {
  const error = report.exitCode === 3 || report.exitCode === 4;
  const leftovers = report.cleanup.leftovers.map((left) => `left behind: ${left.kind} ${left.id} ${left.name}`);
  const text = [...report.notes, ...leftovers].join('\n');
  const message = attributes({ message: `verdict ${report.verdict}, exit code ${report.exitCode}`, type: report.verdict });
  const inside = error ? `\n      <error${message}>${escapeXml(text)}</error>\n    ` : `\n      <system-out>${escapeXml(`${report.verdict}\n${text}`)}</system-out>\n    `;
  return {
    error,
    xml: [
      `  <testsuite${attributes({ name: 'verdict', tests: 1, failures: 0, errors: error ? 1 : 0, skipped: 0 })}>`,
      `    <testcase${attributes({ classname: 'verdict', name: `the run could be judged: ${report.profile}` })}>${inside}</testcase>`,
      '  </testsuite>',
    ].join('\n'),
  };
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replace(/[\n\r\t]/g, (char) => `&#${char.charCodeAt(0)};`)}"`)
    .join('');
}

/** Text that any XML 1.0 parser accepts: markup escaped, characters that XML forbids replaced. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
