/**
 * Stands in a message for what the template shows there in an element of its own: split at it, the
 * message gives the text before and after.
 */
export const SLOT = '\uFFFC';
