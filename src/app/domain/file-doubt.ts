import type { Attachment } from './mail';

/** In which a content is not what Outlook listed. */
export interface FileDoubt {
  /** Bytes, as listed. */
  readonly expected: number;
  /** Bytes that came. */
  readonly received: number;
  /** Whether a web page came where the name promises something else: a sign-in page, mostly. */
  readonly isWebPage: boolean;
}

/** A file to be asked about; `digest` is that of its content. */
export interface DoubtedFile {
  readonly name: string;
  readonly digest: string;
  readonly doubt: FileDoubt;
}

/** As many first bytes of a content tell whether it is a web page. */
export const TELLING_BYTES = 2_048;

/** Listed sizes are up to 1.4 times the content's and some hundred bytes more (Outlook host 5). */
const [FACTOR, MARGIN] = [2, 1_024];

/**
 * What is grossly wrong with a content of `received` bytes that begins with `start`; nothing where
 * it may be what was listed. Attached items differ from their listed size by much, and what is
 * listed with no size tells none.
 */
export function doubtOf(
  { name, contentType, kind, size: expected }: Attachment,
  received: number,
  start: Uint8Array,
): FileDoubt | undefined {
  if (kind === 'link' || received === 0) return undefined;
  const isWebPage = promisesNoPage(name, contentType) && beginsAsPage(start);
  const isOfSize =
    kind !== 'file' ||
    expected <= 0 ||
    (received <= FACTOR * expected + MARGIN && expected <= FACTOR * received + MARGIN);
  return isOfSize && !isWebPage ? undefined : { expected, received, isWebPage };
}

/**
 * Endings of files that never begin as a web page does. Spreadsheets and texts of old Office are
 * none: many programs export web pages under those names.
 */
const noPages = new Set(
  (
    'pdf png jpg jpeg jpe jfif gif webp bmp tif tiff heic svg ico zip 7z rar gz tgz tar ' +
    'docx docm xlsx xlsm xlsb pptx pptm odt ods odp odg xml xsd xsl p7m p7s p7b json csv tsv ' +
    'ics vcf eml msg rtf dwg dxf step stp mp3 mp4 m4a wav mov avi'
  ).split(' '),
);
const noPageTypes =
  /^(image|audio|video)\/|^(application\/(pdf|zip|json|xml|vnd\.openxmlformats|vnd\.oasis)|text\/(xml|csv|calendar|vcard))/i;

function promisesNoPage(name: string, contentType: string): boolean {
  const ending = /\.([^.]{1,5})$/.exec(name.trim())?.[1]?.toLowerCase();
  return ending === undefined ? noPageTypes.test(contentType) : noPages.has(ending);
}

/**
 * After marks of Unicode, blanks, comments and an XML declaration: the beginning of an HTML page.
 */
function beginsAsPage(start: Uint8Array): boolean {
  const isWide =
    (start[0] === 0xff && start[1] === 0xfe) ||
    (start[0] !== 0 && start[1] === 0 && start[3] === 0);
  const text = new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(
    start.subarray(0, TELLING_BYTES),
  );
  const bare = text.replace(/^(?:\s|<\?[^>]*>|<!--[^]*?-->)+/, '');
  return /^<(!doctype\s+html|html|head|body|title|meta|script)\b/i.test(bare);
}
