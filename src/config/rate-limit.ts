const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** `100/60s` as 100 tokens in 60,000 ms; undefined where the text is none. */
export function readRateLimit(text: string): { tokens: number; milliseconds: number } | undefined {
  const [, tokens, span, unit] = /^([1-9]\d*)\/([1-9]\d*)(ms|s|m)$/.exec(text.trim()) ?? [];
  return tokens === undefined ? undefined : { tokens: Number(tokens), milliseconds: Number(span) * (UNITS[unit ?? ''] ?? 1) };
}
