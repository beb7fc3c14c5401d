/** Who sees an email that is stored as private, and that this does not hold for its attachments. */
export function privateText(hasAttachments: boolean): string {
  const text = $localize`:@@choose.visibility.private:Visible to you, your managers and admins.`;
  return hasAttachments
    ? `${text} ${$localize`:@@choose.visibility.documents:Attachments are as visible as all documents in the CRM.`}`
    : text;
}
