/** Where the focus goes back to when the transaction's sheet is closed. */
export const transactionLinkId = (id: number) => `transaction-${id}`
