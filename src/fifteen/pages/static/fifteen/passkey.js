// Passkeys: allauth's own functions (mfa/js/webauthn.js), told here which fields of a page are theirs.
// A page has <div data-passkey="addForm" data-id-add="..." data-id-credential="...">.
for (const one of document.querySelectorAll("[data-passkey]")) {
  const ids = {};
  for (const [name, value] of Object.entries(one.dataset))
    if (name.startsWith("id")) ids[name.slice(2).toLowerCase()] = value;
  window.allauth.webauthn.forms[one.dataset.passkey]({ ids });
}
