// A file of its own: it travels with every page, in the page for errors.

/** Where customers write to. Undefined when there is no such address: then nothing says that they could. */
export const supportEmail = process.env.NEXT_PUBLIC_SUPPORT_EMAIL || undefined
