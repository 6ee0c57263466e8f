/** Whether a time of an address is a day of UTC, as the charts count them, and not a moment. */
export const isUtcDay = (text: string): boolean => !text.includes('T')
