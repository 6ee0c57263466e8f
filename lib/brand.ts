/** What the product is called, wherever a page or a mail says it. The README's "Where to change what" lists what else bears its name. */
export const PRODUCT_NAME = 'Creditkit'
/** What it is for, after its name in the title of the front page and in previews of links. */
export const TAGLINE = 'sell credits, never lose count'
