/** A way in which stock Twenty 2.21 departs from its documents, as one switch of the reference server. */
export interface Quirk {
  /** One line: what the instance does instead of what is documented. */
  description: string;
  /** How it is known: the request that shows it, or the document it departs from. */
  evidence: string;
}
