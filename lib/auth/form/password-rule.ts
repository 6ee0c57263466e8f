export const PASSWORD_MIN_CHARACTERS = 8
/** What bcrypt reads; anything after it would be ignored. */
export const PASSWORD_MAX_BYTES = 72
