// The same words as for any other page that does not exist, with the menu beside them for admins.
export { default } from '../not-found'
