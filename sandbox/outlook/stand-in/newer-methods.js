/**
 * Methods that the office.js of the package lacks (Outlook host 18.1), for tests alone: it sends
 * them with a name that office.js does not document. Call it again when the item has changed.
 */
window.addNewerMethods = () => {
  const { OSF, Office } = window;
  const call = (dispatchId) => (callback) => {
    const MethodData = { ControlId: OSF._OfficeAppFactory.getId(), DispatchId: dispatchId };
    const answered = (_, { wasSuccessful, data: value, errorCode: code = 5000 }) =>
      callback(
        wasSuccessful ? { status: 'succeeded', value } : { status: 'failed', error: { code } },
      );
    OSF._OfficeAppFactory.getClientEndPoint().invoke('ExecuteMethod', answered, { MethodData });
  };
  const { requirements, mailbox } = Office.context;
  if (mailbox.item && requirements.isSetSupported('Mailbox', '1.14')) {
    mailbox.item.getAsFileAsync = call(204);
  }
  if (requirements.isSetSupported('Mailbox', '1.13')) mailbox.getSelectedItemsAsync = call(196);
};
