import type { CodeOf, Finding, Topic } from '../domain/finding';

/** What was found, in a sentence, and how it is mended where something is wrong. */
export interface FindingText {
  readonly what: string;
  readonly fix?: string;
  /** Whether only a test on the command line tells more. */
  readonly needsTest?: true;
}

type Facts = Readonly<Record<string, string>>;
type Texts = { readonly [T in Topic]: Readonly<Record<CodeOf<T>, (facts: Facts) => FindingText>> };

const notAsked = (): FindingText => ({
  what: $localize`:@@finding.notAsked:Not known: it could not be asked.`,
});

/** Complete by its type: a new finding does not compile without its sentence. */
const texts: Texts = {
  outlook: {
    known: (facts) => ({ what: outlookText(facts) }),
    old: (facts) => ({
      what: $localize`:@@finding.outlook.old:This Outlook is too old to hand attachments to add-ins. ${outlookText(facts)}:outlook:`,
      fix: $localize`:@@finding.outlook.old.fix:Use Outlook on the web or a newer Outlook. Mails can be linked without their files.`,
    }),
    absent: () => ({
      what: $localize`:@@finding.outlook.absent:The pane has no connection to Outlook.`,
      fix: $localize`:@@finding.outlook.absent.fix:Open a mail in Outlook and the pane from there. If it was opened there, ask your administrator whether appsforoffice.microsoft.com is blocked.`,
    }),
  },
  storage: {
    works: () => ({
      what: $localize`:@@finding.storage.works:The browser keeps what the pane needs.`,
    }),
    slow: () => ({
      what: $localize`:@@finding.storage.slow:The browser's storage is slow.`,
      fix: $localize`:@@finding.storage.slow.fix:Close other tabs and programs. Everything works, only later.`,
    }),
    blocked: () => ({
      what: $localize`:@@finding.storage.blocked:The browser blocks its storage for this pane.`,
      fix: $localize`:@@finding.storage.blocked.fix:Everything works until the pane is closed. To stay signed in, leave the private window, or allow the pane's address to store data.`,
    }),
  },
  online: {
    yes: () => ({ what: $localize`:@@finding.online.yes:This device has a network connection.` }),
    no: () => ({
      what: $localize`:@@finding.online.no:This device has no network connection.`,
      fix: $localize`:@@finding.online.no.fix:Connect to the network, then check again.`,
    }),
  },
  pane: {
    answers: () => ({ what: $localize`:@@finding.pane.answers:The server of this pane answers.` }),
    silent: () => ({
      what: $localize`:@@finding.pane.silent:The server of this pane does not answer.`,
      fix: $localize`:@@finding.pane.silent.fix:Check the network. If other pages open, ask whoever hosts the pane.`,
    }),
  },
  clock: {
    right: () => ({ what: $localize`:@@finding.clock.right:This device's clock is right.` }),
    wrong: ({ minutes = '' }) => ({
      what: $localize`:@@finding.clock.wrong:This device's clock differs from the server's by minutes: ${minutes}:minutes:`,
      fix: $localize`:@@finding.clock.wrong.fix:Let the device set its time by itself. Until then mails may be stored with a wrong time.`,
    }),
    unknown: () => ({
      what: $localize`:@@finding.clock.unknown:Not known: the server of this pane did not tell its time.`,
    }),
  },
  server: {
    answers: () => ({
      what: $localize`:@@finding.server.answers:A server answers at the CRM's address.`,
    }),
    silent: () => ({
      what: $localize`:@@finding.server.silent:Nothing answers at the CRM's address, as far as a browser can see: the name may be unknown, the certificate refused, or a policy or firewall in between.`,
      fix: $localize`:@@finding.server.silent.fix:Check the address. The test below tells them apart: “Could not resolve host” is the name, “SSL” the certificate; if it answers, the browser or a policy stops this page.`,
      needsTest: true,
    }),
    slow: () => ({
      what: $localize`:@@finding.server.slow:The CRM's address did not answer in time.`,
      fix: $localize`:@@finding.server.slow.fix:A firewall may drop the question, or the server is overloaded. See whether the test below waits, too.`,
      needsTest: true,
    }),
    badAddress: () => ({
      what: $localize`:@@finding.server.badAddress:This cannot be the address of a CRM. Nothing was asked.`,
      fix: $localize`:@@finding.server.badAddress.fix:It must be a web address that begins with https, without user name and password.`,
    }),
    noAddress: () => ({
      what: $localize`:@@finding.server.noAddress:No address was given, so nothing was asked.`,
      fix: $localize`:@@finding.server.noAddress.fix:Type the CRM's address above, then check again.`,
    }),
  },
  localNetwork: {
    notConcerned: () => ({
      what: $localize`:@@finding.localNetwork.notConcerned:The browser does not keep this page from the CRM's network.`,
    }),
    blocked: () => ({
      what: $localize`:@@finding.localNetwork.blocked:The CRM is in a private network and this pane is not: either this computer is not in that network (VPN?), or the browser stops such requests (Local Network Access).`,
      fix: localNetworkFix(),
    }),
    possible: () => ({
      what: $localize`:@@finding.localNetwork.possible:If the CRM's name leads into a private network, the browser stops the requests: this page may not use the local network.`,
      fix: localNetworkFix(),
    }),
    unknown: () => ({
      what: $localize`:@@finding.localNetwork.unknown:Not known: a page cannot see whether the CRM's name leads into a private network.`,
    }),
  },
  redirect: {
    none: () => ({ what: $localize`:@@finding.redirect.none:The address leads nowhere else.` }),
    redirected: () => ({
      what: $localize`:@@finding.redirect.redirected:The address leads to another one. The pane does not follow, for a password could be sent on.`,
      fix: $localize`:@@finding.redirect.redirected.fix:Use the address that the browser shows once the CRM is open; the test below prints it as “Location”.`,
      needsTest: true,
    }),
    unknown: notAsked,
  },
  restPath: {
    rewritten: () => ({
      what: $localize`:@@finding.restPath.rewritten:The CRM's REST API answers.`,
    }),
    plain: () => ({
      what: $localize`:@@finding.restPath.plain:The CRM's REST API answers, only below index.php: the web server has no rewrite rules. The pane uses that path by itself.`,
    }),
    notVtenext: () => ({
      what: $localize`:@@finding.restPath.notVtenext:Something answers, and it is not the REST API of a vtenext CRM.`,
      fix: $localize`:@@finding.restPath.notVtenext.fix:Use the address you see in the browser when you work in the CRM, with its folder. The CRM may also be in maintenance.`,
      needsTest: true,
    }),
    unknown: notAsked,
  },
  cors: {
    readable: () => ({
      what: $localize`:@@finding.cors.readable:The browser may read the answers.`,
    }),
    unreadable: () => ({
      what: $localize`:@@finding.cors.unreadable:The server answers, but without CORS headers that the browser accepts: they are missing or sent twice, which a browser does not tell. A redirect, a 404 and maintenance look the same.`,
      fix: $localize`:@@finding.cors.unreadable.fix:The first answer of the test below must have exactly one line “Access-Control-Allow-Origin: *”. Two: take it out of the web server's settings. None: see its first line, and what stands before the CRM.`,
      needsTest: true,
    }),
    unknown: notAsked,
  },
  preflight: {
    permitted: () => ({
      what: $localize`:@@finding.preflight.permitted:The browser may send what the pane sends.`,
    }),
    refused: () => ({
      what: $localize`:@@finding.preflight.refused:The browser asks before each call (OPTIONS), and the server does not permit it.`,
      fix: $localize`:@@finding.preflight.refused.fix:The web server must let OPTIONS through to the CRM without a sign-in. The second answer of the test below must be 200 and allow “Authorization, Content-Type”.`,
      needsTest: true,
    }),
    unknown: notAsked,
  },
  key: {
    accepted: () => ({ what: $localize`:@@finding.key.accepted:The CRM accepts your access key.` }),
    lost: () => ({
      what: $localize`:@@finding.key.lost:The CRM sees no access key: its web server drops the header “Authorization”.`,
      fix: $localize`:@@finding.key.lost.fix:Apache: “CGIPassAuth On”, or “SetEnvIf Authorization (.+) HTTP_AUTHORIZATION=$1”. nginx: “fastcgi_param HTTP_AUTHORIZATION $http_authorization;”. Your key was not refused.`,
    }),
    refused: () => ({
      what: $localize`:@@finding.key.refused:The CRM refused your access key. It is not sent again.`,
      fix: $localize`:@@finding.key.refused.fix:Sign in again. The key was probably changed in the CRM.`,
    }),
    locked: () => ({
      what: $localize`:@@finding.key.locked:The CRM has locked this account.`,
      fix: $localize`:@@finding.key.locked.fix:Only an administrator of the CRM can unlock it.`,
    }),
    failed: () => ({
      what: $localize`:@@finding.key.failed:The CRM did not answer a call with your access key as it should.`,
      fix: $localize`:@@finding.key.failed.fix:Check again. If it stays, tell the CRM's administrator the time.`,
    }),
    signedOut: () => ({
      what: $localize`:@@finding.key.signedOut:Not known: nobody is signed in to this CRM.`,
    }),
    unknown: notAsked,
  },
  messages: {
    permitted: () => ({ what: $localize`:@@finding.messages.permitted:You may store messages.` }),
    denied: () => ({
      what: $localize`:@@finding.messages.denied:The CRM does not permit you to store messages, so no mail can be linked.`,
      fix: $localize`:@@finding.messages.denied.fix:Ask the CRM's administrator to let your profile create Messages.`,
    }),
    unknown: notAsked,
  },
  documents: {
    permitted: () => ({ what: $localize`:@@finding.documents.permitted:You may store documents.` }),
    denied: () => ({
      what: $localize`:@@finding.documents.denied:The CRM does not permit you to store documents, so attachments cannot be filed one by one.`,
      fix: $localize`:@@finding.documents.denied.fix:Ask the CRM's administrator to let your profile create Documents.`,
    }),
    unknown: notAsked,
  },
  uploads: {
    untold: () => ({
      what: $localize`:@@finding.uploads.untold:Not known: the CRM does not tell its upload limit. A receipt names the files that were too large.`,
    }),
  },
};

function outlookText({ host = '', platform = '', version = '', mailbox = '' }: Facts): string {
  return $localize`:@@finding.outlook.known:${host}:host: (${platform}:platform:) ${version}:version:, Mailbox ${mailbox}:mailbox:`;
}

function localNetworkFix(): string {
  return $localize`:@@finding.localNetwork.fix:An administrator can allow this pane's address by the browser policy LocalNetworkAccessAllowedForUrls (in older browsers InsecurePrivateNetworkRequestsAllowedForUrls), host the pane in the same network, or give the CRM a public address.`;
}

export function findingText({ topic, code, facts = {} }: Finding): FindingText {
  const ofTopic = texts[topic] as Readonly<Record<string, (facts: Facts) => FindingText>>;
  return (ofTopic[code] ?? notAsked)(facts);
}

const titles: Readonly<Record<Topic, string>> = {
  outlook: $localize`:@@topic.outlook:Outlook`,
  storage: $localize`:@@topic.storage:Storage`,
  online: $localize`:@@topic.online:Network`,
  pane: $localize`:@@topic.pane:Server of the pane`,
  clock: $localize`:@@topic.clock:Clock`,
  server: $localize`:@@topic.server:Server of the CRM`,
  localNetwork: $localize`:@@topic.localNetwork:Private network`,
  redirect: $localize`:@@topic.redirect:Redirect`,
  restPath: $localize`:@@topic.restPath:REST API`,
  cors: $localize`:@@topic.cors:Answers`,
  preflight: $localize`:@@topic.preflight:Permission to call`,
  key: $localize`:@@topic.key:Access key`,
  messages: $localize`:@@topic.messages:Messages`,
  documents: $localize`:@@topic.documents:Documents`,
  uploads: $localize`:@@topic.uploads:Upload limit`,
};

export function topicTitle(topic: Topic): string {
  return titles[topic];
}
