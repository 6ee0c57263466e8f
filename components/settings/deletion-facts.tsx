import { Amount } from '@/components/ui/amount'

type DeletionFactsProps = {
  available: number
  /** The running plan's name, or null. */
  plan: string | null
  hasTopUp: boolean
}

/** What deleting the account does, to the letter: what ends, what is deleted, what stays. */
export function DeletionFacts({ available, plan, hasTopUp }: DeletionFactsProps) {
  return (
    <div className="grid gap-5 text-sm [&_h3]:font-medium [&_ul]:mt-1.5 [&_ul]:grid [&_ul]:list-disc [&_ul]:gap-1 [&_ul]:pl-5 [&_ul]:text-muted-foreground">
      <section>
        <h3>At once</h3>
        <ul>
          {available > 0 ? (
            <li>
              You lose the <Amount value={available} unit /> you have left. They are not refunded.
            </li>
          ) : null}
          {plan ? (
            <li>Your {plan} plan ends now, not at the end of the month, and is not refunded.</li>
          ) : null}
          {hasTopUp ? <li>Automatic top-ups end; your card can’t be charged for them any more.</li> : null}
          <li>You are signed out. You can sign up again with this address, without another bonus.</li>
        </ul>
      </section>
      <section>
        <h3>Deleted</h3>
        <ul>
          <li>Your name, address, password and sessions.</li>
          <li>
            Projects with their files and reviews, pictures and models. Files may take a day to be removed.
          </li>
          <li>Notifications, mails sent or still waiting, and your settings.</li>
          <li>
            Name, address and card digits we got from the payment provider. The provider keeps its own
            records, as it must for receipts.
          </li>
        </ul>
      </section>
      <section>
        <h3>Kept, without your name</h3>
        <ul>
          <li>
            The ledger: amounts, times and features of every transaction, under a number that can’t be traced
            to you. The books have to add up.
          </li>
          <li>Purchases, payments and refunds: amounts, products, dates and the country, for tax records.</li>
          <li>The log of calls: feature, model, tokens and duration, never what you wrote.</li>
          <li>
            What admins did to the account, and a hash of your address, so that the bonus is given only once.
          </li>
        </ul>
      </section>
    </div>
  )
}
