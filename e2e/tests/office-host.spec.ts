import { readFileSync } from 'node:fs';
import { BarePane } from '../pages/bare-pane.ts';
import { expect, test as base } from '../fixtures.ts';

/** What the sandbox's Outlook does for the real office.js, beyond what the pane asks of it. */
const test = base.extend<{ bare: BarePane }>({
  bare: async ({ page, sandbox }, use) => {
    await use(await BarePane.open(page, sandbox));
  },
});

const mail = 'three-attachments';

test('lets a draft be read and changed', async ({ bare }) => {
  await bare.show(mail, { surface: 'compose', permission: 'ReadWriteItem' });
  const seen = await bare.office(async () => {
    const item = Office.context.mailbox.item as unknown as Office.MessageCompose;
    const of = <T>(call: (done: (result: Office.AsyncResult<T>) => void) => void) =>
      new Promise<T | number>((settle) => {
        call(({ status, value, error }) => {
          settle(status === Office.AsyncResultStatus.Succeeded ? value : error.code);
        });
      });
    const changes: string[] = [];
    await of((done) => {
      const told = ({ changedRecipientFields }: Office.RecipientsChangedEventArgs) => {
        changes.push(JSON.stringify(changedRecipientFields));
      };
      item.addHandlerAsync(Office.EventType.RecipientsChanged, told, done);
    });
    await of((done) => {
      const told = (event: Office.AttachmentsChangedEventArgs) =>
        changes.push(event.attachmentStatus);
      item.addHandlerAsync(Office.EventType.AttachmentsChanged, told, done);
    });
    const unsaved = await of<string>((done) => {
      item.getItemIdAsync(done);
    });
    await of((done) => {
      item.subject.setAsync('Changed', done);
    });
    await of((done) => {
      item.to.setAsync([{ displayName: 'Anna', emailAddress: 'anna@x.example' }], done);
    });
    await of((done) => {
      item.to.addAsync(['ben@x.example'], done);
    });
    await of((done) => {
      item.body.setAsync('<p>New</p>', { coercionType: Office.CoercionType.Html }, done);
    });
    const attached = await of<string>((done) => {
      item.addFileAttachmentFromBase64Async(btoa('hello'), 'hello.txt', done);
    });
    const content = await of<Office.AttachmentContent>((done) => {
      item.getAttachmentContentAsync(String(attached), done);
    });
    await of((done) => {
      item.removeAttachmentAsync(String(attached), done);
    });
    return {
      unsaved,
      changes,
      content,
      saved: await of<string>((done) => {
        item.saveAsync(done);
      }),
      subject: await of<string>((done) => {
        item.subject.getAsync(done);
      }),
      people: await of<Office.EmailAddressDetails[]>((done) => {
        item.to.getAsync(done);
      }),
      gone: await of((done) => {
        item.removeAttachmentAsync('added-9', done);
      }),
    };
  });
  expect(seen.unsaved).toBe(9046);
  expect(seen.saved).toMatch(/^AAMk/);
  expect(seen.subject).toBe('Changed');
  expect(seen.content).toEqual({ content: 'aGVsbG8=', format: 'base64' });
  expect(seen.gone).toBe(9003);
  const to = '{"to":true,"cc":false,"bcc":false}';
  expect(seen.changes).toEqual([to, to, 'added', 'removed']);
  const addresses = (seen.people as Office.EmailAddressDetails[]).map((one) => one.emailAddress);
  expect(addresses).toEqual(['anna@x.example', 'ben@x.example']);
  const [draft] = await bare.outlook(() => window.sandbox.drafts());
  expect(draft?.html).toBe('<p>New</p>');
});

test('refuses what a mail that is read cannot do, and what the permission forbids', async ({
  bare,
}) => {
  await bare.show(mail, { permission: 'ReadItem' });
  const refused = await bare.office(() => {
    const { item } = Office.context.mailbox;
    try {
      item?.categories.addAsync(['Customer'], () => undefined);
      return 'sent';
    } catch (error) {
      return String(error);
    }
  });
  expect(refused).toContain('Elevated permission is required');
});

test('keeps notifications, categories and settings, and remembers forms', async ({ bare }) => {
  await bare.show(mail, { permission: 'ReadWriteMailbox' });
  const categories = await bare.office(async () => {
    const { item } = Office.context.mailbox;
    const { roamingSettings } = Office.context;
    if (!item) return undefined;
    const details = {
      type: Office.MailboxEnums.ItemNotificationMessageType.InformationalMessage,
      message: 'Linked to Anna',
      icon: 'Icon.16',
      persistent: false,
    };
    await new Promise((done) => item.notificationMessages.addAsync('linked', details, done));
    await new Promise((done) => item.categories.addAsync(['Linked'], done));
    roamingSettings.set('mark', 'blue');
    await new Promise((done) => roamingSettings.saveAsync(done));
    item.displayReplyForm('Thank you');
    return new Promise<string[]>((done) => {
      item.categories.getAsync(({ value }) => {
        done(value.map(({ displayName }) => displayName));
      });
    });
  });
  expect(categories).toEqual(['Linked']);
  const kept = await bare.outlook(() => ({
    notifications: window.sandbox.notifications(),
    settings: window.sandbox.roamingSettings(),
    opened: window.sandbox.opened(),
  }));
  expect(kept.notifications).toEqual([
    expect.objectContaining({ key: 'linked', message: 'Linked to Anna' }),
  ]);
  expect(kept.settings).toEqual({ mark: '"blue"' });
  expect(kept.opened.map(({ form }) => form)).toEqual(['displayReplyForm (text)']);
});

test('hands out the whole file to a script that adds the newer method', async ({ bare }) => {
  await bare.show(mail, { mailbox: '1.14' });
  const file = await bare.office(async () => {
    (window as unknown as { addNewerMethods(): void }).addNewerMethods();
    const item = Office.context.mailbox.item as unknown as {
      getAsFileAsync(callback: (result: Office.AsyncResult<string>) => void): void;
    };
    return new Promise<string>((done) => {
      item.getAsFileAsync(({ value }) => {
        done(value);
      });
    });
  });
  const whole = readFileSync(`sandbox/mail/inbox/${mail}.eml`);
  expect(Buffer.from(file, 'base64').equals(whole)).toBe(true);

  await bare.show(mail, { mailbox: '1.8' });
  const isThere = await bare.office(() => {
    (window as unknown as { addNewerMethods(): void }).addNewerMethods();
    return 'getAsFileAsync' in (Office.context.mailbox.item ?? {});
  });
  expect(isThere).toBe(false);
});

test('tells whose a shared folder is', async ({ bare }) => {
  await bare.show(mail, { sharedFolder: true });
  const owner = await bare.office(
    () =>
      new Promise<string>((done) => {
        Office.context.mailbox.item?.getSharedPropertiesAsync(({ value }) => {
          done(value.owner);
        });
      }),
  );
  expect(owner).toBe('shared@vendor.example');
});

test('shows lists of recipients as long as the client shows them', async ({ bare }) => {
  const people = Array.from({ length: 120 }, (_, index) => `r${String(index)}@x.example`);
  const text = `From: a@x.example\nTo: ${people.join(', ')}\nSubject: Many\n\nHello`;
  for (const [client, length] of [
    ['web', 20],
    ['ios', 100],
    ['windows', 120],
  ] as const) {
    await bare.show(text, { client });
    const shown = await bare.office(() => Office.context.mailbox.item?.to.length);
    expect(shown, client).toBe(length);
  }
});

test('tells the theme that was chosen, and runs a function command', async ({ bare }) => {
  await bare.show(mail, { theme: 'dark' });
  const colour = await bare.office(
    () =>
      new Promise<string>((done) => {
        Office.context.mailbox.addHandlerAsync(
          Office.EventType.OfficeThemeChanged,
          ({ officeTheme }: { officeTheme: Office.OfficeTheme }) => {
            done(officeTheme.bodyBackgroundColor);
          },
        );
      }),
  );
  expect(colour.toLowerCase()).toBe('#1f1f1f');
  await bare.office(() => {
    Object.assign(window, {
      linkNow: (event: Office.AddinCommands.Event) => {
        event.completed();
      },
    });
  });
  await bare.outlook(() => {
    window.sandbox.invokeCommand('cmd1', 'linkNow');
    window.sandbox.invokeCommand('cmd2', 'noSuchFunction');
  });
  const completed = () => bare.outlook(() => window.sandbox.completedCommands());
  await expect
    .poll(completed)
    .toContainEqual(expect.objectContaining({ id: 'cmd1', errorCode: 0 }));
  expect(await completed()).toContainEqual({ id: 'cmd2', errorCode: 11101 });
});

for (const displayInIframe of [true, false]) {
  const kind = displayInIframe ? 'inline' : 'pop-up';
  test(`joins the pane and its ${kind} dialog`, async ({ bare, page }) => {
    await bare.show(mail);
    const popup = displayInIframe ? undefined : page.waitForEvent('popup');
    await bare.office(async (inline) => {
      const heard: string[] = [];
      const dialog = await new Promise<Office.Dialog>((done) => {
        Office.context.ui.displayDialogAsync(
          location.href,
          { displayInIframe: inline, promptBeforeOpen: false, width: 40, height: 50 },
          ({ value }) => {
            done(value);
          },
        );
      });
      Object.assign(window, { heard, dialog });
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (event) => {
        heard.push('message' in event ? event.message : String(event.error));
      });
      dialog.addEventHandler(Office.EventType.DialogEventReceived, (event) => {
        heard.push('error' in event ? String(event.error) : '');
      });
    }, displayInIframe);
    const dialog = popup ? await popup : await bare.dialog();
    await dialog.waitForLoadState();
    await dialog.evaluate(async () => {
      await Office.onReady();
      await new Promise((done) => {
        Office.context.ui.addHandlerAsync(
          Office.EventType.DialogParentMessageReceived,
          ({ message }: { message: string }) => {
            Office.context.ui.messageParent(`echo ${message}`);
          },
          done,
        );
      });
      Office.context.ui.messageParent('hello');
    });
    const heard = () => bare.office(() => (window as unknown as { heard: string[] }).heard);
    await expect.poll(heard).toEqual(['hello']);
    await bare.office(() => {
      (window as unknown as { dialog: Office.Dialog }).dialog.messageChild('ping');
    });
    await expect.poll(heard).toEqual(['hello', 'echo ping']);
    if (displayInIframe)
      await bare.outlook(() => {
        window.sandbox.closeDialog();
      });
    else await (dialog as typeof page).close();
    await expect.poll(heard).toEqual(['hello', 'echo ping', '12006']);
    await expect(page.locator('iframe[title="Dialog"]')).toHaveCount(0);
  });
}
