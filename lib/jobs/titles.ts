/** What people read for the name of a job. */
export const TITLES = {
  ledger: 'Daily books',
  hourly: 'Frequent upkeep',
  'cleanup-models': 'Model clean-up',
  'send-followup-emails': 'Follow-up mails',
} as const
