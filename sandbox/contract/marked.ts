/** What the suite made, each record marked by a name that begins with `mark`. */
export class Marked {
  /** Stands in every name, subject and Message-ID that the suite makes. */
  readonly mark = `contract-${Date.now().toString(36)}`;
  private readonly made: { readonly module: string; readonly id: string }[] = [];
  private count = 0;

  /** A name that nothing else bears. */
  name(what: string): string {
    return `${this.mark}-${String((this.count += 1))} ${what}`;
  }

  /** A Message-ID that nothing else bears. */
  messageId(): string {
    return `<${this.mark}-${String((this.count += 1))}@contract.example>`;
  }

  /** Remembers a record that an answer of `create` holds. */
  note(module: string, data: unknown): void {
    const id = (data as { id?: unknown } | null | undefined)?.id;
    if (typeof id === 'string') this.made.push({ module, id });
  }

  /** The newest first: documents of a message go before it. */
  get newestFirst(): readonly { readonly module: string; readonly id: string }[] {
    return this.made.toReversed();
  }
}
