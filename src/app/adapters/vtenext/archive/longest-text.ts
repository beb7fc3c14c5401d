/**
 * Characters that a text field of Messages keeps; the CRM cuts silently, within an entity, too
 * (REST API 14.15).
 */
export const LONGEST_TEXT = 255;
