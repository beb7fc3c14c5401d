/** Pages as mail programs write them, each made of texts that it then shows. */

export interface Page {
  readonly markup: string;
  /** What a reader sees of it; white space does not count. */
  readonly text: string;
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** `markup` with `text` to be seen; for pages that are no program's. */
export function page(markup: string, text: string): Page {
  return { markup, text };
}

function shown(...texts: readonly (readonly string[])[]): string {
  return texts.flat().join('\n');
}

/** Outlook for Windows: Word's styles, its own elements, and comments that only Word heeds. */
export function outlookPage(paragraphs: readonly string[], tail = ''): Page {
  const lines = paragraphs.map(
    (paragraph) =>
      `<p class="MsoNormal"><span lang="EN-US" style="mso-fareast-language:EN-US">` +
      `${escaped(paragraph)}<o:p></o:p></span></p>`,
  );
  return page(
    `<html xmlns:v="urn:schemas-microsoft-com:vml" \
xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta name="Generator" content="Microsoft Word 15 (filtered medium)">
<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}
.shape {behavior:url(#default#VML);}
</style><![endif]-->
<style><!--
/* Font Definitions */
@font-face
	{font-family:Aptos;
	panose-1:2 11 0 4 2 2 2 2 2 4;}
p.MsoNormal, li.MsoNormal, div.MsoNormal
	{margin:0cm;
	font-size:12.0pt;
	font-family:"Aptos",sans-serif;
	mso-ligatures:standardcontextual;}
span.EmailStyle17
	{mso-style-type:personal-compose;
	color:windowtext;}
@page WordSection1
	{size:612.0pt 792.0pt;
	margin:70.85pt 70.85pt 2.0cm 70.85pt;}
--></style>
<!--[if gte mso 9]><xml>
<o:shapedefaults v:ext="edit" spidmax="1026" />
</xml><![endif]-->
</head>
<body lang="EN-US" link="#467886" vlink="#96607D" style="word-wrap:break-word">
<div class="WordSection1">
${lines.join('\n')}
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
${tail}</div>
</body>
</html>
`,
    shown(paragraphs),
  );
}

/** Outlook's answer: the mail answered below a line, with its head. */
export function outlookReplyPage(
  paragraphs: readonly string[],
  head: Readonly<Record<string, string>>,
  quoted: readonly string[],
): Page {
  const lines = Object.entries(head).map(
    ([name, value]) => `<b>${escaped(name)}</b> ${escaped(value)}`,
  );
  const answered =
    `<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">` +
    `<p class="MsoNormal">${lines.join('<br>\n')}<o:p></o:p></p></div>\n` +
    quoted.map((text) => `<p class="MsoNormal">${escaped(text)}<o:p></o:p></p>\n`).join('');
  const heads = Object.entries(head).map(([name, value]) => `${name} ${value}`);
  return page(outlookPage(paragraphs, answered).markup, shown(paragraphs, heads, quoted));
}

/** Gmail, with the mail answered in a quote. */
export function gmailPage(
  paragraphs: readonly string[],
  answered?: { readonly intro: string; readonly paragraphs: readonly string[] },
): Page {
  const own = paragraphs.map((text) => `<div>${escaped(text)}</div>`).join('<div><br></div>');
  if (!answered) return page(`<div dir="ltr">${own}</div>\n`, shown(paragraphs));
  const quote =
    `<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">` +
    `${escaped(answered.intro)}<br></div><blockquote class="gmail_quote" ` +
    `style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">` +
    `<div dir="ltr">${answered.paragraphs.map(escaped).join('<br><br>')}</div>` +
    `</blockquote></div>\n`;
  return page(
    `<div dir="ltr">${own}</div>${quote}`,
    shown(paragraphs, [answered.intro], answered.paragraphs),
  );
}

/** Apple Mail. */
export function applePage(paragraphs: readonly string[], tail = ''): Page {
  const lines = paragraphs.map((text) => `<div>${escaped(text)}</div>`);
  return page(
    `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>` +
      `<body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; ` +
      `line-break: after-white-space;">${lines.join('<div><br></div>')}${tail}` +
      `<br class="Apple-interchange-newline"></body></html>`,
    shown(paragraphs),
  );
}

/** A newsletter: tables in tables, a line that only lists show, remote pictures and a pixel. */
export function newsletterPage(
  title: string,
  articles: readonly { readonly heading: string; readonly text: string; readonly link: string }[],
  footer: string,
): Page {
  const rows = articles.map(
    ({ heading, text, link }, index) =>
      `<tr><td class="article" style="padding:16px 24px"><img width="552" height="1" alt="" ` +
      `src="https://img.letters.example/${String(index)}.jpg" style="display:block">` +
      `<h2 style="margin:0;font:bold 20px Arial">${escaped(heading)}</h2>` +
      `<p style="font:14px/20px Arial">${escaped(text)}</p>` +
      `<a href="https://click.letters.example/?a=${String(index)}&amp;u=4711" ` +
      `style="background:#1565c0;color:#fff;padding:8px 16px">${escaped(link)}</a></td></tr>`,
  );
  return page(
    `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width">
<style type="text/css">@media only screen and (max-width:600px){.article{padding:8px!important}}
body{margin:0;-webkit-text-size-adjust:100%}</style>
<!--[if mso]><style>.article{font-family:Arial!important}</style><![endif]--></head>
<body bgcolor="#f0f0f0">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">\
Preview of ${escaped(title)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<!--[if mso]><table width="600"><tr><td><![endif]-->
<table role="presentation" width="600"><tr><td><h1>${escaped(title)}</h1></td></tr>
${rows.join('\n')}
<tr><td style="font-size:11px;color:#888">${escaped(footer)}</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
<img src="https://track.letters.example/open.gif?u=4711" width="1" height="1" alt="">
</body></html>
`,
    shown(
      [title],
      articles.flatMap(({ heading, text, link }) => [heading, text, link]),
      [footer],
    ),
  );
}

/** What a ticket system sends: a table of fields above what was said. */
export function ticketPage(
  marker: string,
  fields: Readonly<Record<string, string>>,
  paragraphs: readonly string[],
): Page {
  const rows = Object.entries(fields).map(
    ([name, value]) => `<tr><th align="left">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  return page(
    `<html><body><div style="color:#b5b5b5">${escaped(marker)}</div>
<table border="0" cellspacing="2">${rows.join('')}</table>
<hr>
${paragraphs.map((text) => `<p dir="auto">${escaped(text)}</p>`).join('\n')}
</body></html>
`,
    shown(
      [marker],
      Object.entries(fields).map(([name, value]) => `${name} ${value}`),
      paragraphs,
    ),
  );
}
