/** Answers the client's question whether the person trusts this host (Outlook host 11.4). */
window.addEventListener('message', ({ source, origin }) => {
  source.postMessage(JSON.stringify({ hostUserTrusted: true }), origin);
});
