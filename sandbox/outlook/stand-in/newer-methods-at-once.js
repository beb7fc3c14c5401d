/** Gives each item the newer methods as soon as it is there, as an office.js of today has them. */
// Where office.js could not be loaded there is nothing to add to.
window.Office?.onReady(() => {
  const { mailbox } = Office.context;
  if (!mailbox) return;
  let { item } = mailbox;
  Object.defineProperty(mailbox, 'item', {
    configurable: true,
    enumerable: true,
    get: () => item,
    set: (next) => {
      item = next;
      window.addNewerMethods();
    },
  });
  window.addNewerMethods();
});
