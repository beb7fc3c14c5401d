/** What became of a function command: the error code is 0, or 11101 where there is none. */
export interface CompletedCommand {
  readonly id: string;
  readonly errorCode: number;
  /** Whether an on-send handler lets the mail go; undefined for other commands. */
  readonly allowEvent?: boolean;
}

/** Reads it from what `event.completed()` sent. */
export function completedCommand(given: Readonly<Record<string, unknown>>): CompletedCommand {
  const { completedContext } = parsed(given['2']) as {
    completedContext?: { allowEvent?: boolean };
  };
  const allowEvent = completedContext?.allowEvent;
  const outcome = { id: String(given['0']), errorCode: Number(given['1']) };
  return allowEvent === undefined ? outcome : { ...outcome, allowEvent };
}

function parsed(text: unknown): object {
  return typeof text === 'string' && text !== '' ? (JSON.parse(text) as object) : {};
}
