import * as deleteAccount from './account/delete/route'
import * as exportAccount from './account/export/route'
import * as adminAudit from './admin/audit/route'
import * as catalogueBonuses from './admin/catalogue/bonuses/route'
import * as catalogueImpact from './admin/catalogue/impact/route'
import * as cataloguePackages from './admin/catalogue/packages/route'
import * as cataloguePlans from './admin/catalogue/plans/route'
import * as cancelPrice from './admin/catalogue/prices/cancel/route'
import * as cataloguePrices from './admin/catalogue/prices/route'
import * as catalogueTopUp from './admin/catalogue/top-up/route'
import * as adminCredits from './admin/credits/route'
import * as runJob from './admin/jobs/run/route'
import * as adminLedgerCheck from './admin/ledger/check/route'
import * as adminMail from './admin/mails/[id]/route'
import * as adminNote from './admin/notes/[id]/route'
import * as adminNotes from './admin/notes/route'
import * as acceptPurchase from './admin/purchases/[id]/accept/route'
import * as adminRefund from './admin/purchases/[id]/refund/route'
import * as adminReport from './admin/reports/[report]/route'
import * as adminTransactionRefund from './admin/transactions/[id]/refund/route'
import * as adminDeleteUser from './admin/users/[id]/delete/route'
import * as adminRole from './admin/users/[id]/role/route'
import * as dismissWebhook from './admin/webhooks/dismiss/route'
import * as replayWebhook from './admin/webhooks/replay/route'
import * as balance from './credits/balance/route'
import * as check from './credits/check/route'
import * as history from './credits/history/route'
import * as packages from './credits/packages/route'
import * as credits from './credits/route'
import * as checkout from './dodopayments/checkout/route'
import * as portal from './dodopayments/portal/route'
import * as exampleProtected from './example-protected/route'
import * as health from './health/route'
import * as claim from './leads/claim/route'
import * as leads from './leads/route'
import * as modelDownload from './models/[id]/download/route'
import * as model from './models/[id]/route'
import * as confirmModel from './models/confirm/route'
import * as models from './models/route'
import * as notificationPreferences from './notifications/preferences/route'
import * as readNotifications from './notifications/read/route'
import * as notifications from './notifications/route'
import * as picture from './pictures/[id]/route'
import * as project from './projects/[id]/route'
import * as projects from './projects/route'
import * as startWorkflow from './projects/start-workflow/route'
import * as invoice from './purchases/[id]/invoice/route'
import * as purchase from './purchases/[id]/route'
import * as review from './review/generate/route'
import * as cancelPlan from './subscriptions/cancel/route'
import * as changePlan from './subscriptions/change/route'
import * as monthInvoice from './subscriptions/months/[id]/invoice/route'
import * as paymentMethod from './subscriptions/payment-method/route'
import * as previewPlan from './subscriptions/preview/route'
import * as resumePlan from './subscriptions/resume/route'
import * as subscriptions from './subscriptions/route'
import * as image from './tools/image-generation/route'
import * as map from './tools/map-animation/route'
import * as text from './tools/text-generation/route'
import * as videoGeneration from './tools/video-generation/route'
import * as videoProcessing from './tools/video-processing/route'
import * as topUp from './top-up/route'
import * as dailyUsage from './user/usage/daily/route'
import * as usage from './user/usage/route'

/** The routes that the API reference describes. A test sees to it that none made by endpoint() is missing. */
export const OPERATIONS = {
  '/api/credits': credits,
  '/api/credits/balance': balance,
  '/api/credits/check': check,
  '/api/credits/packages': packages,
  '/api/credits/history': history,
  '/api/user/usage': usage,
  '/api/user/usage/daily': dailyUsage,
  '/api/tools/text-generation': text,
  '/api/tools/image-generation': image,
  '/api/tools/video-generation': videoGeneration,
  '/api/tools/video-processing': videoProcessing,
  '/api/tools/map-animation': map,
  '/api/example-protected': exampleProtected,
  '/api/projects': projects,
  '/api/projects/[id]': project,
  '/api/projects/start-workflow': startWorkflow,
  '/api/review/generate': review,
  '/api/pictures/[id]': picture,
  '/api/models': models,
  '/api/models/confirm': confirmModel,
  '/api/models/[id]/download': modelDownload,
  '/api/models/[id]': model,
  '/api/health': health,
  '/api/leads': leads,
  '/api/leads/claim': claim,
  '/api/dodopayments/checkout': checkout,
  '/api/purchases/[id]': purchase,
  '/api/dodopayments/portal': portal,
  '/api/subscriptions': subscriptions,
  '/api/subscriptions/months/[id]/invoice': monthInvoice,
  '/api/top-up': topUp,
  '/api/subscriptions/preview': previewPlan,
  '/api/subscriptions/change': changePlan,
  '/api/subscriptions/cancel': cancelPlan,
  '/api/subscriptions/resume': resumePlan,
  '/api/subscriptions/payment-method': paymentMethod,
  '/api/purchases/[id]/invoice': invoice,
  '/api/notifications': notifications,
  '/api/notifications/read': readNotifications,
  '/api/notifications/preferences': notificationPreferences,
  '/api/admin/reports/[report]': adminReport,
  '/api/account/export': exportAccount,
  '/api/account/delete': deleteAccount,
  '/api/admin/credits': adminCredits,
  '/api/admin/purchases/[id]/refund': adminRefund,
  '/api/admin/purchases/[id]/accept': acceptPurchase,
  '/api/admin/webhooks/replay': replayWebhook,
  '/api/admin/webhooks/dismiss': dismissWebhook,
  '/api/admin/jobs/run': runJob,
  '/api/admin/mails/[id]': adminMail,
  '/api/admin/catalogue/bonuses': catalogueBonuses,
  '/api/admin/catalogue/impact': catalogueImpact,
  '/api/admin/catalogue/packages': cataloguePackages,
  '/api/admin/catalogue/plans': cataloguePlans,
  '/api/admin/catalogue/prices': cataloguePrices,
  '/api/admin/catalogue/prices/cancel': cancelPrice,
  '/api/admin/catalogue/top-up': catalogueTopUp,
  '/api/admin/transactions/[id]/refund': adminTransactionRefund,
  '/api/admin/users/[id]/role': adminRole,
  '/api/admin/users/[id]/delete': adminDeleteUser,
  '/api/admin/notes': adminNotes,
  '/api/admin/notes/[id]': adminNote,
  '/api/admin/audit': adminAudit,
  '/api/admin/ledger/check': adminLedgerCheck,
}
