/** The OAuth providers there are buttons for, in the order of the buttons. */
export const PROVIDERS = ['google', 'github'] as const
export type Provider = (typeof PROVIDERS)[number]
