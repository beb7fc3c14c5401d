import { createHash, randomUUID } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from './database.ts';

/** Bytes on disk that no document owns yet. */
export type StoredBytes = {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
};

/** The file of a document. */
export type DocumentFile = StoredBytes & {
  readonly document: number;
  /** The name it is kept and downloaded under (REST API 8.3). */
  readonly name: string;
  readonly type: string;
};

const dangerous = /\.(php\d?|phtml|phar|html?|js|exe|bat|sh|cgi|pl|py|asp|jsp|cmd|com|vbs)$/i;

/** The name that the CRM keeps a file under: no path, no colon, no blanks, nothing that runs. */
export function storedFileName(sent: string): string {
  const bare = sent
    .replace(/^.*[\\/]/, '')
    .replaceAll(':', '')
    .replace(/\s/g, '_');
  return dangerous.test(bare) ? `${bare}.txt` : bare;
}

/** The bytes of documents: in a folder beside the database, described in its table `file`. */
export class Files {
  private readonly folder: string;

  constructor(private readonly database: Database) {
    this.folder = `${database.file}.files`;
    mkdirSync(this.folder, { recursive: true });
  }

  /** Streams bytes to disk. */
  async keep(bytes: Readable): Promise<StoredBytes> {
    const path = join(this.folder, randomUUID());
    const hash = createHash('sha256');
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done): void {
        hash.update(chunk);
        size += chunk.length;
        done(null, chunk);
      },
    });
    await pipeline(bytes, measure, createWriteStream(path));
    return { path, size, sha256: hash.digest('hex') };
  }

  /** The same bytes once more, for another document. */
  duplicate(bytes: StoredBytes): StoredBytes {
    const path = join(this.folder, randomUUID());
    copyFileSync(bytes.path, path);
    return { ...bytes, path };
  }

  /** Gives bytes that were kept to a document, under a number of the common sequence. */
  assign(number: number, file: DocumentFile): void {
    this.database.run(
      'INSERT INTO file (number, document, name, type, size, sha256, path) ' +
        'VALUES (?, ?, ?, ?, ?, ?, ?)',
      number,
      file.document,
      file.name,
      file.type,
      file.size,
      file.sha256,
      file.path,
    );
  }

  ofDocument(document: number): DocumentFile | undefined {
    const row = this.database.first('SELECT * FROM file WHERE document = ?', document);
    return (
      row && {
        document,
        name: String(row['name']),
        type: String(row['type']),
        size: Number(row['size']),
        sha256: String(row['sha256']),
        path: String(row['path']),
      }
    );
  }

  open(file: DocumentFile): Readable {
    return createReadStream(file.path);
  }

  /** All files by path, in memory. */
  copyAll(): ReadonlyMap<string, Buffer> {
    const paths = readdirSync(this.folder).map((name) => join(this.folder, name));
    return new Map(paths.map((path) => [path, readFileSync(path)]));
  }

  /** Has these files and no others. */
  replaceAll(files: ReadonlyMap<string, Buffer>): void {
    this.discardAll();
    for (const [path, bytes] of files) writeFileSync(path, bytes);
  }

  discard(bytes: StoredBytes): void {
    rmSync(bytes.path, { force: true });
  }

  discardAll(): void {
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
  }
}
