import { TestCrm } from '../testing/fixtures.ts';

describe('The web view', () => {
  let test: TestCrm;
  let contact: string;

  beforeAll(async () => {
    test = await TestCrm.start();
    contact = test.add('Contacts', { lastname: 'Verdi', firstname: '"><script>x()</script>' });
    const message = await test.upload(
      'Messages',
      {
        messageid: '<1@x>',
        subject: 'Offer &lt;1&gt; &#128640;',
        mvisibility: 'Public',
        description: '<p title="a">Body &amp; soul</p>',
        mfrom: 'a@x.example',
        mtype: 'Link',
        hasattachments: 'True',
        external_plugin: 'true',
      },
      [['f', new File(['bytes'], 'plan <b>.txt', { type: 'text/plain' })]],
    );
    const { id } = message.envelope['data'] as { id: string };
    await test.data('relate', { id, relatelist: [contact] });
  });

  afterAll(() => test.stop());

  async function page(url: string): Promise<string> {
    const response = await test.app.inject(url);
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-security-policy']).toContain("default-src 'none'");
    return response.body;
  }

  it('leads from the modules to a record', async () => {
    expect(await page('/crm')).toContain('href="/crm/Contacts"');
    expect(await page('/crm/Contacts')).toContain(`href="/crm/Contacts/${number(contact)}"`);
  });

  it('shows a record with its messages, everything escaped', async () => {
    const html = await page(`/crm/Contacts/${number(contact)}`);
    expect(html).toContain('Offer &lt;1&gt; 🚀');
    expect(html).not.toContain('<script>');
  });

  it('shows a message with its stored body in a sandbox, and its files', async () => {
    const [message] = await test.query('SELECT id FROM Messages;');
    const html = await page(`/crm/Messages/${number(message?.['id'] ?? '')}`);
    expect(html).toMatch(/<iframe sandbox [^>]*srcdoc="[^"<]*&lt;p title=&quot;a&quot;&gt;Body/);
    expect(html).toContain('plan &lt;b&gt;.txt');
    expect(html).toContain(`href="/crm/Contacts/${number(contact)}"`);
  });

  it('shows subjects and texts as the CRM does: a reference needs no semicolon in a text', async () => {
    const { envelope } = await test.call('create', {
      elementType: 'Messages',
      element: JSON.stringify({
        messageid: '<2@x>',
        subject: 'R&D ?a=1&region=eu, &amp; &lt;b&gt;',
        mtype: 'Link',
        description: '<p>?a=1&amp;region=eu&amp;amp;copy=1</p>',
      }),
    });
    const { id } = envelope['data'] as { id: string };
    await test.data('relate', { id, relatelist: [contact] });
    const opened = await page(`/crm/Messages/${number(id)}`);
    expect(opened).toContain('<h1>R&amp;D ?a=1&amp;region=eu, &amp;amp; &lt;b&gt;</h1>');
    // The text goes into a page as it is stored, and a browser reads &region as ®ion there.
    expect(opened).toContain('&lt;p&gt;?a=1&amp;region=eu&amp;amp;copy=1&lt;/p&gt;');
    const list = await page(`/crm/Contacts/${number(contact)}`);
    expect(list).toContain('R&amp;D ?a=1&amp;region=eu, &amp; &lt;b&gt;');
  });

  it('downloads a file with its bytes', async () => {
    const [document] = await test.query('SELECT id FROM Documents;');
    const response = await test.app.inject(`/crm/files/${number(document?.['id'] ?? '')}`);
    expect(response.body).toBe('bytes');
    expect(response.headers['content-type']).toContain('text/plain');
  });

  it('opens a record at the address that the real CRM gives it', async () => {
    const url = `/index.php?module=Contacts&action=DetailView&record=${number(contact)}`;
    const response = await test.app.inject(url);
    expect(response.statusCode).toBe(302);
    expect(response.headers.location).toBe(`/crm/Contacts/${number(contact)}`);
    expect((await test.app.inject('/index.php')).headers.location).toBe('/crm');
  });

  it('says so where there is nothing', async () => {
    for (const url of ['/crm/Nope', '/crm/Contacts/999', '/crm/Accounts/1', '/crm/files/999']) {
      expect((await test.app.inject(url)).statusCode).toBe(404);
    }
  });

  it('has its style sheet', async () => {
    expect((await test.app.inject('/crm/assets/crm.css')).statusCode).toBe(200);
  });
});

function number(id: string): string {
  return id.split('x')[1] ?? '';
}
