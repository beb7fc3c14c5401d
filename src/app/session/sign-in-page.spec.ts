import { ProblemError } from '../domain/problem';
import { anAccount } from '../testing/samples';
import { Form } from '../testing/harness/sign-in-form';

describe('SignInPage, the address', () => {
  // security: address-first
  it('is asked for alone, and looked at before a name or a secret is', async () => {
    const form = await Form.open();
    expect([...form.page.querySelectorAll('input')].map(({ name }) => name)).toEqual(['address']);
    await form.seek('crm.example/vte/index.php?module=Home');
    expect(form.crm.signIn.findCrmCalls.only.args).toEqual(['https://crm.example/vte']);
    expect(form.button('Looking for the CRM…')?.disabled).toBeTrue();
    expect(form.field('username')).toBeNull();
    form.crm.signIn.findCrmCalls.only.answer(undefined);
    await form.settled();
    expect(form.text).toContain('vtenext at https://crm.example/vte');
    expect(document.activeElement).toBe(form.field('username'));
  });

  // security: address-first
  it('is asked for again, what was typed being kept, when another is wanted', async () => {
    const form = await Form.atCredentials();
    await form.type('username', 'mario');
    await form.click('Change the address');
    expect(form.field('address')?.value).toBe('crm.example');
    expect(document.activeElement).toBe(form.field('address'));
    await form.click('Continue');
    form.crm.signIn.findCrmCalls.last.answer(undefined);
    await form.settled();
    expect(form.field('username')?.value).toBe('mario');
    expect(document.activeElement).toBe(form.field('password'));
  });

  it('waits in the field when there is no CRM', async () => {
    const form = await Form.open();
    await form.seek('crm.example');
    form.crm.signIn.findCrmCalls.only.fail(new ProblemError({ kind: 'notVtenext' }));
    await form.settled();
    expect(form.text).toContain('not from a vtenext CRM');
    expect(document.activeElement).toBe(form.field('address'));
    expect(form.field('password')).toBeNull();
    await form.click('Try again');
    expect(form.crm.signIn.findCrmCalls.all.length).toBe(2);
  });

  for (const [typed, sentence] of [
    ['http://crm.example', 'must begin with https'],
    ['https://mario:Secret-1@crm.example', 'contains a user name or password'],
    ['javascript:alert(1)', 'leads to no web server'],
    ['data:text/html,x', 'leads to no web server'],
    ['my crm', 'is no web address'],
  ] as const) {
    // security: addresses
    it(`is refused with its sentence, and not looked at, when it is ${typed}`, async () => {
      const form = await Form.open();
      await form.seek(typed);
      expect(form.page.querySelector('[role=alert]')?.textContent).toContain(sentence);
      expect(form.crm.signIn.findCrmCalls.all).toEqual([]);
      expect(JSON.stringify(form.actions)).not.toContain('Secret');
      await form.type('address', 'crm.example');
      expect(form.page.querySelector('[role=alert]')).toBeNull();
    });
  }

  // security: addresses
  it('of a private network is looked at only after a yes', async () => {
    const form = await Form.open();
    await form.seek('https://192.168.1.2');
    expect(form.text).toContain('This is an address of a private network. Continue?');
    expect(form.crm.signIn.findCrmCalls.all).toEqual([]);
    expect(document.activeElement).toBe(form.button('Yes, continue') ?? null);
    await form.type('address', 'https://10.0.0.1');
    expect(form.button('Yes, continue')).toBeUndefined();
    await form.click('Continue');
    await form.click('Yes, continue');
    expect(form.crm.signIn.findCrmCalls.only.args).toEqual(['https://10.0.0.1']);
  });

  // security: address-first
  it('is filled in when it is preset, and not typed at all when it is locked', async () => {
    const crmUrl = 'https://crm.example/vte';
    const preset = await Form.open({ crmUrl });
    expect(preset.field('address')?.value).toBe(crmUrl);
    expect(preset.crm.signIn.findCrmCalls.all).toEqual([]);
    const locked = await Form.open({ crmUrl, lockCrmUrl: true });
    expect(locked.crm.signIn.findCrmCalls.only.args).toEqual([crmUrl]);
    expect(locked.field('address')?.readOnly).toBeTrue();
    locked.crm.signIn.findCrmCalls.only.answer(undefined);
    await locked.settled();
    expect(locked.text).toContain(`vtenext at ${crmUrl}`);
    expect(locked.button('Change the address')).toBeUndefined();
  });

  it('is known already when somebody signs in again', async () => {
    const form = await Form.open({}, anAccount);
    expect(form.crm.signIn.findCrmCalls.all).toEqual([]);
    expect(form.text).toContain('vtenext at https://crm.example');
    expect(form.field('username')?.value).toBe('mario');
  });
});

describe('SignInPage, name and secret', () => {
  // security: password-not-kept
  it('hands in what was typed, keeps no secret on the page and puts none into an action', async () => {
    const form = await Form.atCredentials();
    await form.type('username', ' mario ');
    await form.type('password', ' Secret 1 ');
    await form.click('Sign in');
    expect(form.requests).toEqual([
      {
        kind: 'password',
        address: 'https://crm.example',
        userName: 'mario',
        password: ' Secret 1 ',
      },
    ]);
    expect(form.field('password')?.value).toBe('');
    expect(JSON.stringify(form.actions)).not.toContain('Secret');
    expect(form.page.innerHTML).not.toContain('Secret');
  });

  // security: access-key
  it('takes a pasted access key, without the blanks around it, in three steps', async () => {
    const form = await Form.atCredentials();
    await form.click('Use an access key instead');
    expect(form.page.querySelectorAll('ol > li').length).toBe(3);
    const link = form.page.querySelector('ol a');
    expect(link?.getAttribute('href')).toBe('https://crm.example/start');
    expect(link?.getAttribute('target')).toBe('_blank');
    expect(link?.getAttribute('rel')).toContain('noopener');
    await form.type('username', 'mario');
    await form.type('accessKey', ' Key123 ');
    await form.click('Sign in');
    expect(form.requests).toEqual([
      { kind: 'accessKey', address: 'https://crm.example', userName: 'mario', accessKey: 'Key123' },
    ]);
  });

  // security: address-first
  it('offers only the ways in that the host of the pane allows', async () => {
    const key = await Form.atCredentials({ allowPassword: false });
    expect(key.field('accessKey')).not.toBeNull();
    expect(key.button('Use a password instead')).toBeUndefined();
    const password = await Form.atCredentials({ allowAccessKey: false });
    expect(password.field('password')).not.toBeNull();
    expect(password.button('Use an access key instead')).toBeUndefined();
  });

  it('hands in nothing while a field is empty', async () => {
    const form = await Form.atCredentials();
    await form.type('username', 'mario');
    await form.click('Sign in');
    expect(form.requests).toEqual([]);
  });

  // security: lock-out
  it('sends one attempt when the button is clicked twice', async () => {
    const form = await Form.atCredentials();
    await form.type('username', 'mario');
    await form.type('password', 'Secret-1');
    form.button('Sign in')?.click();
    form.button('Sign in')?.click();
    await form.settled();
    expect(form.requests.length).toBe(1);
  });

  it('waits in the field to type anew, and counts, when the password was refused', async () => {
    const form = await Form.atCredentials();
    await form.type('username', 'mario');
    await form.type('password', 'Secret-1');
    await form.click('Sign in');
    await form.refuse();
    expect(form.text).toContain('did not accept this user name and password');
    expect(form.text).toContain('attempts made elsewhere count too. From here: 1.');
    expect(document.activeElement).toBe(form.field('password'));
  });

  // security: address-first
  it('links to where help is, when there is a problem', async () => {
    const form = await Form.open({ supportUrl: 'https://help.example/' });
    expect(form.page.querySelector('a')).toBeNull();
    await form.seek('http://crm.example');
    expect(form.page.querySelector('vt-problem-notice a')?.getAttribute('href')).toBe(
      'https://help.example/',
    );
  });

  it('says what was refused no longer when another CRM is wanted', async () => {
    const form = await Form.atCredentials();
    await form.type('username', 'mario');
    await form.type('password', 'Secret-1');
    await form.click('Sign in');
    await form.refuse();
    await form.click('Change the address');
    await form.click('Continue');
    form.crm.signIn.findCrmCalls.last.answer(undefined);
    await form.settled();
    expect(form.page.querySelector('[role=alert]')).toBeNull();
  });
});
