import { ada, anna, francois, joerg, type Person } from '../../sample.ts';
import { alternative, html, plain } from '../bodies.ts';
import { corpusMail, type CorpusMail } from '../corpus-mail.ts';
import { words, type Charset, type WordEncoding } from '../encoded.ts';
import { escaped, gmailPage, outlookPage, page } from '../html.ts';

/** A name and a subject as encoded words of one charset. */
function inWords(
  subject: string,
  [name, address]: Person,
  charset: Charset,
  encoding: WordEncoding = 'B',
): Record<string, readonly string[]> {
  return {
    From: [`${words(name, charset, encoding)} <${address}>`],
    Subject: [words(subject, charset, encoding)],
  };
}

const zoltan: Person = ['Zoltán Łukasiewicz', 'zoltan@kowalski.example'];
const ivan: Person = ['Иван Петров', 'ivan.petrov@zavod.example'];
const li: Person = ['李小龙', 'li@beijing.example'];
const tanaka: Person = ['田中太郎', 'tanaka@tokyo.example'];
const suzuki: Person = ['鈴木花子', 'suzuki@vendor.example'];
const sato: Person = ['佐藤一郎', 'sato@vendor.example'];
const kim: Person = ['김민수', 'kim@seoul.example'];
const chen: Person = ['陳大文', 'chen@taipei.example'];
const layla: Person = ['ليلى حسن', 'layla@cairo.example'];
const noa: Person = ['נועה כהן', 'noa@haifa.example'];

const russian = 'Добрый день!\n\nНаправляем вам счёт 118 за поставку насосов.\n\nС уважением';
const japanese = 'お世話になっております。\n\n見積書をお送りください。よろしくお願いいたします。';
const hebrew = 'שלום רב,\nההזמנה מספר 118 מוכנה לאיסוף.';
const arabic = 'مرحبا،\nنرجو إرسال عرض الأسعار رقم 118 قبل يوم الأحد.';

const german =
  'Guten Tag,\n\ndie Prüfung der Überdruckventile ist für Montag geplant. Größe: 5 m².';
const french = 'Bonjour,\n\nle devis s’élève à 12 400 €, « hors taxes » — œuvre comprise…';

/** Charsets of the West. */
const western: readonly CorpusMail[] = [
  corpusMail({
    id: 'utf-8-quoted-printable',
    subject: 'Prüfung am Montag – ½ Tag',
    from: joerg,
    body: plain(german),
  }),
  corpusMail({
    id: 'utf-8-base64',
    subject: 'Ξενοδοχείο Αθήνα: κράτηση',
    from: ['Ελένη Παππά', 'eleni@athens.example'],
    body: plain('Καλημέρα,\n\nη κράτηση επιβεβαιώθηκε. Ευχαριστούμε!', { transfer: 'base64' }),
  }),
  corpusMail({
    id: 'utf-8-8bit',
    subject: 'Çalışma saatleri',
    from: ['Ayşe Yılmaz', 'ayse@istanbul.example'],
    body: plain('Merhaba,\n\nçalışma saatlerimiz değişti: 8.30–17.00. Görüşürüz!', {
      transfer: '8bit',
    }),
  }),
  corpusMail({
    id: 'iso-8859-1-quoted-printable',
    subject: 'Überprüfung der Maße',
    from: joerg,
    headers: inWords('Überprüfung der Maße', joerg, 'iso-8859-1', 'Q'),
    body: plain(german, { charset: 'iso-8859-1' }),
  }),
  corpusMail({
    id: 'iso-8859-15-8bit',
    subject: 'Prix en € et œuvre',
    from: francois,
    headers: inWords('Prix en € et œuvre', francois, 'iso-8859-15', 'Q'),
    body: plain("Bonjour,\n\nle prix est de 99 €, main-d'œuvre comprise.", {
      charset: 'iso-8859-15',
      transfer: '8bit',
    }),
  }),
  corpusMail({
    id: 'windows-1252-html',
    subject: 'Devis « façade » – 12 400 €',
    from: francois,
    headers: inWords('Devis « façade » – 12 400 €', francois, 'windows-1252', 'Q'),
    body: html(outlookPage(french.split('\n\n')), { charset: 'windows-1252' }),
  }),
  corpusMail({
    id: 'windows-1252-called-iso-8859-1',
    subject: 'Curly “quotes” under the wrong name',
    from: ada,
    body: plain('He said “yes” – for 50 € – and that’s all…', {
      charset: 'windows-1252',
      label: 'iso-8859-1',
      transfer: '8bit',
    }),
  }),
  corpusMail({
    id: 'windows-1250-base64',
    subject: 'Žádost o nabídku: čerpadla Łódź',
    from: zoltan,
    headers: inWords('Žádost o nabídku: čerpadla Łódź', zoltan, 'windows-1250'),
    body: plain(
      'Dobrý den,\n\npošlete nám prosím nabídku na čerpadla. Dziękuję, köszönöm: ő ű ż.',
      { charset: 'windows-1250', transfer: 'base64' },
    ),
  }),
  corpusMail({
    id: 'two-charsets-in-one',
    subject: 'Due insiemi di caratteri',
    from: anna,
    body: alternative(
      'two-charsets',
      plain('Perché no? È già pronto.', { charset: 'iso-8859-1' }),
      html(gmailPage(['Perché no? È già pronto. ✓']), { transfer: 'base64' }),
    ),
  }),
];

/** Charsets of the East, of either direction. */
const eastern: readonly CorpusMail[] = [
  corpusMail({
    id: 'koi8-r-8bit',
    subject: 'Счёт N 118',
    from: ivan,
    headers: inWords('Счёт N 118', ivan, 'koi8-r'),
    body: plain(russian, { charset: 'koi8-r', transfer: '8bit' }),
  }),
  corpusMail({
    id: 'koi8-r-quoted-printable',
    subject: 'Ответ: Счёт',
    from: ivan,
    headers: inWords('Ответ: Счёт', ivan, 'koi8-r', 'Q'),
    body: plain(russian, { charset: 'koi8-r', label: 'KOI8-R' }),
  }),
  corpusMail({
    id: 'windows-1251-html',
    subject: 'Коммерческое предложение № 7',
    from: ivan,
    headers: inWords('Коммерческое предложение № 7', ivan, 'windows-1251'),
    body: html(outlookPage(russian.split('\n\n')), { charset: 'windows-1251', transfer: 'base64' }),
  }),
  corpusMail({
    id: 'gb18030-base64',
    subject: '报价单：水泵（第三版）',
    from: li,
    headers: inWords('报价单：水泵（第三版）', li, 'gb18030'),
    body: plain('您好，\n\n请查收报价单。㐀𠀀 是少见的字。\n\n谢谢', {
      charset: 'gb18030',
      transfer: 'base64',
    }),
  }),
  corpusMail({
    id: 'gb2312-8bit',
    subject: '会议通知',
    from: li,
    headers: inWords('会议通知', li, 'gb2312', 'Q'),
    body: plain('明天上午九点开会，请准时参加。', { charset: 'gb2312', transfer: '8bit' }),
  }),
  corpusMail({
    id: 'big5-quoted-printable',
    subject: '訂單確認',
    from: chen,
    headers: inWords('訂單確認', chen, 'big5'),
    body: plain('您好，訂單已經確認，功能許可證附上。', { charset: 'big5' }),
  }),
  corpusMail({
    id: 'shift_jis-html',
    subject: '見積もりの件',
    from: tanaka,
    headers: inWords('見積もりの件', tanaka, 'shift_jis'),
    body: html(
      page(
        `<html><body><p>${escaped(japanese)}</p><p>表示能力ソ</p></body></html>`,
        `${japanese}\n表示能力ソ`,
      ),
      { charset: 'shift_jis', transfer: '8bit' },
    ),
  }),
  corpusMail({
    id: 'iso-2022-jp-7bit',
    subject: '会議室の予約について（１２月１日）',
    from: tanaka,
    to: [suzuki, sato],
    headers: {
      ...inWords('会議室の予約について（１２月１日）', tanaka, 'iso-2022-jp'),
      To: [suzuki, sato].map(
        ([name, address]) => `${words(name, 'iso-2022-jp', 'B')} <${address}>`,
      ),
    },
    body: plain(japanese, { charset: 'iso-2022-jp', transfer: '7bit', label: 'ISO-2022-JP' }),
  }),
  corpusMail({
    id: 'euc-kr-base64',
    subject: '견적 요청',
    from: kim,
    headers: inWords('견적 요청', kim, 'euc-kr'),
    body: plain('안녕하세요.\n\n견적서를 보내 주시기 바랍니다. 감사합니다.', {
      charset: 'euc-kr',
      label: 'ks_c_5601-1987',
      transfer: 'base64',
    }),
  }),
  corpusMail({
    id: 'arabic-windows-1256',
    subject: 'طلب عرض أسعار',
    from: layla,
    headers: inWords('طلب عرض أسعار', layla, 'windows-1256'),
    body: html(
      page(
        `<html dir="rtl"><body dir="rtl"><p>${arabic.replace('\n', '<br>')}</p></body></html>`,
        arabic,
      ),
      { charset: 'windows-1256' },
    ),
  }),
  corpusMail({
    id: 'hebrew-windows-1255',
    subject: 'הזמנה 118',
    from: noa,
    headers: inWords('הזמנה 118', noa, 'windows-1255', 'Q'),
    body: plain(hebrew, { charset: 'windows-1255', transfer: '8bit' }),
  }),
];

/** Charsets and encodings that are named oddly. */
const oddlyNamed: readonly CorpusMail[] = [
  corpusMail({
    id: 'unknown-charset',
    subject: 'A charset that nobody knows',
    from: ada,
    body: plain('All of it is ASCII, whatever the label says.', { label: 'x-mystery-42' }),
  }),
  corpusMail({
    id: 'no-charset',
    subject: 'No charset at all',
    from: ada,
    body: plain('Plain ASCII without a word about it.', { label: null, transfer: '7bit' }),
  }),
  corpusMail({
    id: 'upper-case-encodings',
    subject: 'SHOUTING HEADERS',
    from: joerg,
    body: html(gmailPage(['Grüße aus Köln, in BASE64.']), {
      label: '"UTF-8"',
      transfer: 'base64',
      transferLabel: 'BASE64',
    }),
  }),
  corpusMail({
    id: 'mixed-case-quoted-printable',
    subject: 'Mixed case',
    from: joerg,
    body: plain('Grüße aus Köln, 100 % = alles.', {
      label: 'Utf-8',
      transferLabel: 'Quoted-Printable',
    }),
  }),
];

export const charsetMails: readonly CorpusMail[] = [...western, ...eastern, ...oddlyNamed];
