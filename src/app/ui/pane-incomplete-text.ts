/** What went wrong and the way on, each a sentence that a person understands. */
export interface ProblemText {
  readonly what: string;
  readonly wayOn: string;
}

/**
 * The sentences for `paneIncomplete`: the only ones that are there when nothing more can be loaded.
 */
export function paneIncompleteText(): ProblemText {
  return {
    what: $localize`:@@problem.paneIncomplete:A part of this pane could not be loaded: there is no connection, or a newer version is in place.`,
    wayOn: $localize`:@@problem.paneIncomplete.wayOn:Try again. If it stays, close and reopen the pane. Nothing is stored twice.`,
  };
}
