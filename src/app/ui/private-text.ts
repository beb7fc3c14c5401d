/** Who sees an email that is stored as private, and that this does not hold for its attachments. */
export function privateText(hasAttachments: boolean): string {
  return hasAttachments
    ? $localize`:@@choose.visibility.documents:Visible to you, your managers and admins. Attachments are as visible as all documents in the CRM.`
    : $localize`:@@choose.visibility.private:Visible to you, your managers and admins.`;
}
