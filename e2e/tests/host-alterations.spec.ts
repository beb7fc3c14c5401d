import { expect, test } from '../fixtures.ts';
import type { OutlookWindow } from '../pages/outlook-window.ts';

/** What the real office.js of the pane gets from an Outlook whose answers are altered. */
const mail = 'three-attachments';

/** What office.js has of the attachments that it lists, and says when it is asked for the first. */
async function attachments(outlook: OutlookWindow): Promise<{
  readonly ids: readonly unknown[];
  readonly names: readonly string[];
  /** The start of the content, the error code, or that there was no answer within a second. */
  readonly first: string | number;
}> {
  return outlook.pane.frame.locator('body').evaluate(async () => {
    await Office.onReady();
    const item = Office.context.mailbox.item as unknown as Office.MessageRead;
    const [attachment] = item.attachments;
    const asked = new Promise<string | number>((settle) => {
      item.getAttachmentContentAsync(attachment?.id || 'none', ({ status, value, error }) => {
        const isThere = status === Office.AsyncResultStatus.Succeeded;
        settle(isThere ? atob(value.content).slice(0, 15) : error.code);
      });
      setTimeout(() => {
        settle('no answer');
      }, 1_000);
    });
    return {
      ids: item.attachments.map(({ id }) => id),
      names: item.attachments.map(({ name }) => name),
      first: await asked,
    };
  });
}

test('attachments are without ids, silent, refused or a sign-in page, also for the next pane', async ({
  outlook,
}) => {
  await outlook.select(mail);
  await outlook.openPane();
  const { names, first } = await attachments(outlook);
  const [name = ''] = names;
  expect(first).toMatch(/^%PDF/);

  await outlook.alter({ silentAttachments: [name] });
  expect((await attachments(outlook)).first).toBe('no answer');
  await outlook.closePane();
  await outlook.openPane();
  expect((await attachments(outlook)).first).toBe('no answer');
  await outlook.alter({ refusedAttachments: { [name]: 9020 } });
  expect((await attachments(outlook)).first).toBe(9020);
  await outlook.alter({ wrongBytes: [name] });
  expect((await attachments(outlook)).first).toBe('<!DOCTYPE html>');

  await outlook.alter({ attachmentIds: 'missing' });
  await outlook.closePane();
  await outlook.start();
  await outlook.select(mail);
  await outlook.openPane();
  const listed = await attachments(outlook);
  expect(listed.names).toEqual(names);
  expect(listed.ids.filter(Boolean)).toEqual([]);
});

test('ids of attachments go stale, until the mail is selected or the pane loaded anew', async ({
  outlook,
}) => {
  await outlook.alter({ attachmentIds: 'stale' });
  await outlook.select(mail);
  await outlook.openPane();
  const old = await attachments(outlook);
  expect(old.first).toBe(9003);
  await outlook.closePane();
  await outlook.openPane();
  const renewed = await attachments(outlook);
  expect(renewed.first).toMatch(/^%PDF/);
  expect(renewed.ids[0]).not.toBe(old.ids[0]);
});

test('recipients are cut and headers are absent', async ({ outlook }) => {
  await outlook.alter({ recipientLimit: 2, headers: 'absent' });
  await outlook.select('many-recipients');
  await outlook.openPane();
  const seen = await outlook.pane.frame.locator('body').evaluate(async () => {
    await Office.onReady();
    const item = Office.context.mailbox.item as unknown as Office.MessageRead;
    const headers = await new Promise((settle) => {
      item.getAllInternetHeadersAsync(({ value }) => {
        settle(value);
      });
    });
    return [item.to.length, item.cc.length, headers];
  });
  expect(seen).toEqual([2, 1, '']);
});
