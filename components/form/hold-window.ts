import { createContext } from 'react'

/** Keeps the FormDialog around a form open while its work is under way. Outside of one there is nothing to keep open. */
export const HoldWindow = createContext((_isRunning: boolean): void => undefined)
