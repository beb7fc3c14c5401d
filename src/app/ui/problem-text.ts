import type { ConfigurationRule } from '../domain/configuration';
import type { Problem, ProblemKind } from '../domain/problem';
import { type ProblemText, paneIncompleteText } from './pane-incomplete-text';

/** Outlook's code for an attachment id that it does not know any more (Outlook host 5.1). */
const STALE_ID = 9003;

type Texts = {
  readonly [K in ProblemKind]: (problem: Extract<Problem, { kind: K }>) => ProblemText;
};

/** The sentences for a problem: what happened, and the way on. */
export function problemText(problem: Problem): ProblemText {
  const text = texts[problem.kind] as (problem: Problem) => ProblemText;
  return text(problem);
}

/** Complete by its type: a new kind does not compile without its text. */
const texts: Texts = {
  offline: () => ({
    what: $localize`:@@problem.offline:This device has no network connection.`,
    wayOn: $localize`:@@problem.offline.wayOn:Connect to the network, then try again.`,
  }),
  unreachable: () => ({
    what: $localize`:@@problem.unreachable:The CRM did not answer, or its answer was blocked on the way.`,
    wayOn: $localize`:@@problem.unreachable.wayOn:Check the address and your connection. If the CRM opens in another tab, ask its administrator.`,
  }),
  timedOut: () => ({
    what: $localize`:@@problem.timedOut:The CRM took too long to answer.`,
    wayOn: $localize`:@@problem.timedOut.wayOn:Try again. What was already stored is found, not stored twice.`,
  }),
  redirected: () => ({
    what: $localize`:@@problem.redirected:This address leads to another one. The pane did not follow, and no password was sent on.`,
    wayOn: $localize`:@@problem.redirected.wayOn:Use the address that you see in the browser once the CRM is open.`,
  }),
  keyRefused: () => ({
    what: $localize`:@@problem.keyRefused:The CRM no longer accepts your access key. It was probably changed there.`,
    wayOn: $localize`:@@problem.keyRefused.wayOn:Sign in again to go on where you were.`,
  }),
  locked: () => ({
    what: $localize`:@@problem.locked:The CRM has locked this account after too many failed sign-ins.`,
    wayOn: $localize`:@@problem.locked.wayOn:Only an administrator of the CRM can unlock it.`,
  }),
  signInRefused: () => ({
    what: $localize`:@@problem.signInRefused:The CRM did not accept this user name and password.`,
    wayOn: $localize`:@@problem.signInRefused.wayOn:Check both, capital letters too.`,
  }),
  accessKeyWrong: () => ({
    what: $localize`:@@problem.accessKeyWrong:The CRM did not accept this user name and access key.`,
    wayOn: $localize`:@@problem.accessKeyWrong.wayOn:Copy the key anew from your preferences in the CRM.`,
  }),
  mayBeLocked: () => ({
    what: $localize`:@@problem.mayBeLocked:This account may be locked; only an administrator can unlock it. Nothing was sent.`,
    wayOn: $localize`:@@problem.mayBeLocked.wayOn:Confirm below to try once more all the same.`,
  }),
  authorizationLost: () => ({
    what: $localize`:@@problem.authorizationLost:The CRM did not see the access key: its web server drops it.`,
    wayOn: $localize`:@@problem.authorizationLost.wayOn:Ask the CRM's administrator to let the header “Authorization” through to PHP.`,
  }),
  badAddress: (problem) => badAddressText(problem.reason),
  badConfiguration: (problem) => ({
    what: badConfigurationText(problem.entry, problem.rule),
    wayOn: $localize`:@@problem.badConfiguration.wayOn:Tell your administrator.`,
  }),
  notVtenext: () => ({
    what: $localize`:@@problem.notVtenext:There is an answer at this address, but not from a vtenext CRM.`,
    wayOn: $localize`:@@problem.notVtenext.wayOn:Use the address you see in the browser when you work in the CRM.`,
  }),
  forbidden: () => ({
    what: $localize`:@@problem.forbidden:The CRM does not permit you to do this.`,
    wayOn: $localize`:@@problem.forbidden.wayOn:Ask the CRM's administrator for the permission, or choose another record.`,
  }),
  noMessagesRelation: (problem) => ({
    what: $localize`:@@problem.noMessagesRelation:Records of the module ${problem.module}:module: cannot hold messages.`,
    wayOn: $localize`:@@problem.noMessagesRelation.wayOn:A CRM administrator can add the Messages relation to this module. Until then, choose another record.`,
  }),
  recordGone: () => ({
    what: $localize`:@@problem.recordGone:This record no longer exists, or you may no longer see it.`,
    wayOn: $localize`:@@problem.recordGone.wayOn:Choose another record.`,
  }),
  documentsGone: () => ({
    what: $localize`:@@problem.documentsGone:Attachments of this email were deleted from the CRM meanwhile.`,
    wayOn: $localize`:@@problem.documentsGone.wayOn:Try again to save them once more.`,
  }),
  mailUndecided: () => ({
    what: $localize`:@@problem.mailUndecided:The CRM has an email that may be this one.`,
    wayOn: $localize`:@@problem.mailUndecided.wayOn:Compare the two, then choose.`,
  }),
  filesDoubted: () => ({
    what: $localize`:@@problem.filesDoubted:Attachments are not what Outlook lists.`,
    wayOn: $localize`:@@problem.filesDoubted.wayOn:Decide what to save.`,
  }),
  fieldRefused: (problem) => ({
    what: $localize`:@@problem.fieldRefused:The CRM did not accept the field “${problem.field}:field:”.`,
    wayOn: $localize`:@@problem.fieldRefused.wayOn:Correct it, or ask the CRM's administrator.`,
  }),
  crmRefused: () => ({
    what: $localize`:@@problem.crmRefused:The CRM reported an error.`,
    wayOn: $localize`:@@problem.crmRefused.wayOn:Try again. If it stays, tell the CRM's administrator the time.`,
  }),
  storedWrongly: () => ({
    what: $localize`:@@problem.storedWrongly:The CRM said it was done, but what it holds is not all that was sent.`,
    wayOn: $localize`:@@problem.storedWrongly.wayOn:Try again; what is already there is found and kept.`,
  }),
  fileRefused: () => ({
    what: $localize`:@@problem.fileRefused:The CRM did not keep this file: it is larger than its upload limit.`,
    wayOn: $localize`:@@problem.fileRefused.wayOn:A CRM administrator can raise the limit.`,
  }),
  host: ({ code }) => (code === STALE_ID ? staleId() : hostRefusal(code)),
  hostSilent: () => ({
    what: $localize`:@@problem.hostSilent:Outlook did not answer.`,
    wayOn: refresh(),
  }),
  fileNotListed: () => ({
    what: $localize`:@@problem.fileNotListed:Outlook lists it, but doesn't hand it over.`,
    wayOn: refresh(),
  }),
  hostThrew: () => ({
    what: $localize`:@@problem.hostThrew:Outlook reported an error of its own.`,
    wayOn: refresh(),
  }),
  officeBlocked: (problem) => ({
    what: $localize`:@@problem.officeBlocked:Outlook's connection to this pane could not be loaded from ${problem.address}:address:.`,
    wayOn: $localize`:@@problem.officeBlocked.wayOn:Ask your administrator whether this address is blocked, then reopen the pane.`,
  }),
  outsideOutlook: () => ({
    what: $localize`:@@problem.outsideOutlook:This page works only inside Outlook.`,
    wayOn: $localize`:@@problem.outsideOutlook.wayOn:Open a mail in Outlook, then choose Apps and “Link to CRM”.`,
  }),
  outlookTooOld: () => ({
    what: $localize`:@@problem.outlookTooOld:This version of Outlook cannot hand attachments to add-ins.`,
    wayOn: $localize`:@@problem.outlookTooOld.wayOn:Use Outlook on the web or a newer Outlook to archive them.`,
  }),
  mailChanged: () => ({
    what: $localize`:@@problem.mailChanged:Another mail was opened before this one was read to its end. Nothing was stored.`,
    wayOn: $localize`:@@problem.mailChanged.wayOn:Open the mail again and try again.`,
  }),
  mailProtected: () => ({
    what: $localize`:@@problem.mailProtected:This mail is protected: Outlook does not give its text to add-ins.`,
    wayOn: $localize`:@@problem.mailProtected.wayOn:It cannot be linked from here.`,
  }),
  paneIncomplete: paneIncompleteText,
  unexpected: () => ({
    what: $localize`:@@problem.unexpected:Something went wrong that should not have.`,
    wayOn: refresh(),
  }),
};

const refresh = (): string =>
  $localize`:@@problem.refresh:Try again. If it stays, close and reopen the pane.`;

const staleId = (): ProblemText => ({
  what: $localize`:@@problem.staleId:Outlook lost track of this attachment. Select another email, come back to this one, and try again.`,
  wayOn: refresh(),
});

const hostRefusal = (code: number): ProblemText => ({
  what: $localize`:@@problem.host:Outlook refused to hand this over (code ${String(code)}:code:).`,
  wayOn: refresh(),
});

function badAddressText(reason: Extract<Problem, { kind: 'badAddress' }>['reason']): ProblemText {
  const wayOn = $localize`:@@problem.badAddress.wayOn:Example: https://crm.example.com`;
  switch (reason) {
    case 'unreadable':
      return { what: $localize`:@@problem.badAddress.unreadable:This is no web address.`, wayOn };
    case 'notWeb':
      return {
        what: $localize`:@@problem.badAddress.notWeb:This leads to no web server. It was not opened.`,
        wayOn,
      };
    case 'notHttps':
      return {
        what: $localize`:@@problem.badAddress.notHttps:The address must begin with https, so that nobody on the way can read your password.`,
        wayOn,
      };
    case 'hasSecret':
      return {
        what: $localize`:@@problem.badAddress.hasSecret:The address contains a user name or password. It was not used.`,
        wayOn,
      };
  }
}

function badConfigurationText(entry: string, rule: ConfigurationRule): string {
  switch (rule) {
    case 'json':
      return $localize`:@@configuration.json:config.json is no list of entries in JSON.`;
    case 'known':
      return $localize`:@@configuration.known:config.json: there is no entry ${entry}:entry:.`;
    case 'documented':
      return $localize`:@@configuration.documented:config.json: the value of ${entry}:entry: is wrong.`;
    case 'httpsAddress':
      return $localize`:@@configuration.httpsAddress:config.json: ${entry}:entry: must be an https address.`;
    case 'withCrmUrl':
      return $localize`:@@configuration.withCrmUrl:config.json: ${entry}:entry: needs crmUrl beside it.`;
    case 'withWayIn':
      return $localize`:@@configuration.withWayIn:config.json: allowPassword and allowAccessKey must not both be false.`;
  }
}
