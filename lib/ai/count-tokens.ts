/** An estimate, for where nobody counts: tokenizers make about one token of four characters of English. */
export const countTokens = (text: string): number => Math.max(1, Math.ceil(text.length / 4))
