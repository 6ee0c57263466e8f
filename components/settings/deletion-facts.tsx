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
              The <Amount value={available} unit /> you have left lapse. They are not paid out.
            </li>
          ) : null}
          {plan ? (
            <li>Your {plan} plan ends now, not with the month. What you paid for it is not refunded.</li>
          ) : null}
          {hasTopUp ? <li>Automatic top-ups end; your card can’t be charged for them any more.</li> : null}
          <li>You are signed out, and your address is free to sign up again, without another bonus.</li>
        </ul>
      </section>
      <section>
        <h3>Deleted</h3>
        <ul>
          <li>Your name, address, password and sessions.</li>
          <li>
            Projects with their files and reviews, pictures and models. Files may take until the next day.
          </li>
          <li>Notifications, mails sent or still waiting, and your settings.</li>
          <li>
            Name, address and card digits in what the payment provider told us. The provider keeps records of
            its own, as it has to for receipts.
          </li>
        </ul>
      </section>
      <section>
        <h3>Kept, without your name</h3>
        <ul>
          <li>
            The ledger: amounts, times and features of every movement of credits, under a number that leads to
            nobody. Books that have to add up can’t lose rows.
          </li>
          <li>
            Purchases, payments and refunds: amounts, products, dates and the country, for the tax office.
          </li>
          <li>The log of calls: feature, model, tokens and duration, never what you wrote.</li>
          <li>
            What admins did to the account, and a fingerprint of your address, so that the bonus is given
            once.
          </li>
        </ul>
      </section>
    </div>
  )
}
