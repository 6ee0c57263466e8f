import { DEMO_PASSWORD, DEMO_PEOPLE } from '../setup/people'
import type { Part } from '../stack'

/** One line per part: name, address, what it is for. */
export function printParts(title: string, parts: Part[]) {
  const width = (pick: (part: Part) => string) => Math.max(...parts.map((part) => pick(part).length))
  const [names, addresses] = [width((part) => part.name), width((part) => part.address)]
  const lines = parts.map(
    ({ name, address, purpose }) => `  ${name.padEnd(names)}  ${address.padEnd(addresses)}  ${purpose}`,
  )
  console.log(`\n${title}\n\n${lines.join('\n')}\n`)
}

/** The line about the app, with the people that can sign in. */
export function appPart(address: string): Part {
  const people = DEMO_PEOPLE.map(({ email }) => email).join(' or ')
  return { name: 'App', address, purpose: `sign in as ${people}, password ${DEMO_PASSWORD}` }
}
