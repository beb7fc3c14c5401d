import { firstValueFrom } from 'rxjs';
import { aRecord, anIdentity, anOrigin } from '../../../testing/samples';
import { describeDocuments } from '../../../testing/harness/archive-samples';
import { type OpenCrm, aKey, ended, openCrm, outcome } from '../../../testing/harness/open-crm';

describe('RestCaller', () => {
  let open: OpenCrm;
  beforeEach(() => {
    open = openCrm();
  });

  // security: addresses
  it('sends neither cookies nor a referrer, follows no redirect and keeps nothing', async () => {
    outcome(open.crm.modules.permittedModules());
    const { request } = await open.call('listtypes');
    expect(request.method).toBe('POST');
    expect(request.credentials).toBe('omit');
    expect(request.redirect).toBe('manual');
    expect(request.cache).toBe('no-store');
    expect(request.referrerPolicy).toBe('no-referrer');
  });

  // security: key-nowhere-else
  it('never says the key but in the header', async () => {
    outcome(open.crm.modules.permittedModules());
    const { request } = await open.call('listtypes');
    expect(request.url).not.toContain(aKey.accessKey);
    expect(String(request.body)).not.toContain(aKey.accessKey);
    expect(open.crm.pages.recordAddress(aRecord())).not.toContain(aKey.accessKey);
  });

  it('sends nothing and asks to sign in when there is no key', async () => {
    open.vault.key = undefined;
    expect((await ended(outcome(open.crm.modules.permittedModules()))).problem).toBe('keyRefused');
    expect(await open.isSilent()).toBeTrue();
  });

  // security: lock-out
  it('counts a refusal of the key in use, and only what was sent', async () => {
    const first = outcome(open.crm.modules.permittedModules());
    const second = outcome(open.crm.archive.findMessage(anIdentity()));
    await open.answer('listtypes', 'error-basic-wrong-key');
    expect((await ended(first)).problem).toBe('keyRefused');
    expect((await ended(second)).problem).toBe('keyRefused');
    // What counts is loaded with the first refusal.
    await import('./failed-sign-in-counter');
    expect(await firstValueFrom(open.crm.signIn.failedSignIns(aKey))).toBe(1);
    expect(new Set(open.vault.refused)).toEqual(new Set([aKey]));
    expect(await open.isSilent()).toBeTrue();
  });

  it('sends nothing with a key that was refused when the pane was open before', async () => {
    open.vault.key = { ...aKey, isRefused: true };
    expect((await ended(outcome(open.crm.modules.permittedModules()))).problem).toBe('keyRefused');
    expect(await open.isSilent()).toBeTrue();
  });

  it('lets calls go on with another key after the first was refused', async () => {
    const refused = outcome(open.crm.modules.permittedModules());
    await open.answer('listtypes', 'error-basic-wrong-key');
    expect((await ended(refused)).problem).toBe('keyRefused');
    outcome(open.crm.modules.permittedModules());
    expect(await open.isSilent()).toBeTrue();
    open.vault.key = { ...aKey, accessKey: 'AnotherKey' };
    outcome(open.crm.modules.permittedModules());
    await open.call('listtypes');
  });

  it('says that the CRM does not answer when the connection fails', async () => {
    const failed = outcome(open.crm.modules.permittedModules());
    (await open.call('listtypes')).fail();
    expect((await ended(failed)).problem).toBe('unreachable');
  });

  it('makes sure of the address by a call that follows no redirect before it uploads', async () => {
    describeDocuments();
    const file = { attachmentId: 'a', name: 'a.txt', blob: new Blob(['abc']), digest: '' };
    const message = { id: '44x10', owner: '19x4' };
    const uploaded = outcome(open.crm.documents.uploadFile(message, file, anOrigin));
    await open.answer('getlangs', 'getlangs');
    const upload = await open.call('create');
    expect(upload.request.body).toBeInstanceOf(FormData);
    upload.progress(1, 3);
    expect(uploaded.given).toEqual([{ kind: 'progress', sent: 1, total: 3, file: 'a.txt' }]);
    upload.fail();
    expect((await ended(uploaded)).problem).toBe('unreachable');
  });

  it('uploads nothing when the address redirects', async () => {
    describeDocuments();
    const file = { attachmentId: 'a', name: 'a.txt', blob: new Blob(['abc']), digest: '' };
    const uploaded = outcome(
      open.crm.documents.uploadFile({ id: '44x10', owner: '19x4' }, file, anOrigin),
    );
    (await open.call('getlangs')).fail();
    expect((await ended(uploaded)).problem).toBe('unreachable');
    expect(await open.isSilent()).toBeTrue();
  });
});
