/** Filter operators of text, and of text parts of composites. */
export const TEXT_OPERATORS = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'is', 'like', 'ilike', 'startsWith', 'endsWith'] as const;

/** Filter operators of everything that has an order but is no text. */
export const ORDERED_OPERATORS = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'is'] as const;

/** Filter operators of a choice of one. */
export const CHOICE_OPERATORS = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'in', 'containsAny', 'is'] as const;
