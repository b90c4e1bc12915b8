/** Text as the cell of a Markdown table. */
export const cell = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Ids of requirements, set as code. */
export const codeList = (ids: readonly string[]): string => ids.map((id) => `\`${id}\``).join(', ');
