/**
 * The language that dates, numbers and lists are written in, as a BCP 47 tag: the page's own, so
 * that they fit the texts around them.
 */
export const language = (): string => document.documentElement.lang || 'en';
