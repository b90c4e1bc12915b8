/** Why an instance can't be discovered. */
export type DiscoveryProblem = 'unreachable' | 'tls' | 'not-twenty' | 'html' | 'redirect' | 'unauthorized' | 'no-metadata-permission' | 'empty';

const EXIT_CODES: Record<DiscoveryProblem, 2 | 3> = {
  unreachable: 3,
  empty: 3,
  tls: 2,
  'not-twenty': 2,
  html: 2,
  redirect: 2,
  unauthorized: 2,
  'no-metadata-permission': 2,
};

/** The instance can't be used. The message says what happened, what was given, and what to do. */
export class DiscoveryError extends Error {
  readonly exitCode: 2 | 3;
  constructor(
    readonly kind: DiscoveryProblem,
    happened: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`${happened}\n${fix}`, options);
    this.name = 'DiscoveryError';
    this.exitCode = EXIT_CODES[kind];
  }
}
